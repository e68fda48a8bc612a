/** What Helm names the template that all others belong to, and the texts of `tpl`. */
export const ROOT_NAME = "gotpl";
