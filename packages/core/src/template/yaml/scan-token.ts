import type { Directive, Tag } from "./scan-tags.ts";

/** A token of YAML 1.1. Blocks have marks for their beginning and end too, made of indentation. */
export type Token = { readonly line: number } & (
  | { readonly kind: Mark }
  | { readonly kind: "scalar"; readonly value: string; readonly isPlain: boolean }
  | { readonly kind: "alias" | "anchor"; readonly name: string }
  | { readonly kind: "tag"; readonly tag: Tag }
  | { readonly kind: "directive"; readonly directive: Directive }
);

/** Tokens that are nothing but themselves. */
export type Mark =
  | "stream-end"
  | "document-start"
  | "document-end"
  | "block-sequence-start"
  | "block-mapping-start"
  | "block-end"
  | "flow-sequence-start"
  | "flow-sequence-end"
  | "flow-mapping-start"
  | "flow-mapping-end"
  | "flow-entry"
  | "block-entry"
  | "key"
  | "value";
