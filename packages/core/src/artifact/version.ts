// An artifact's version is also what a release.json says, so its rules stand with the other conventions.
export { parseVersion, shortVersion, type Version } from "../conventions/version.ts";
