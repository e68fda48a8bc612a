import type { FunctionTable } from "./function.ts";

/** Functions that are heavy to load, and that few charts name. */
export type LazyGroup = "certificates" | "passwords" | "aes" | "dates" | "toml";

const NAMES: ReadonlyMap<LazyGroup, readonly string[]> = new Map([
  [
    "certificates",
    [
      "genPrivateKey",
      "buildCustomCert",
      "genCA",
      "genCAWithKey",
      "genSelfSignedCert",
      "genSelfSignedCertWithKey",
      "genSignedCert",
      "genSignedCertWithKey",
    ],
  ],
  ["passwords", ["bcrypt", "htpasswd", "derivePassword"]],
  ["aes", ["encryptAES", "decryptAES"]],
  [
    "dates",
    [
      "now",
      "date",
      "dateInZone",
      "date_in_zone",
      "htmlDate",
      "htmlDateInZone",
      "dateModify",
      "date_modify",
      "mustDateModify",
      "must_date_modify",
      "toDate",
      "mustToDate",
      "unixEpoch",
      "ago",
      "duration",
      "durationRound",
    ],
  ],
  ["toml", ["toToml", "mustToToml", "fromToml"]],
]);

const GROUPS: ReadonlyMap<string, LazyGroup> = new Map(
  [...NAMES].flatMap(([group, names]) => names.map((name) => [name, group] as const)),
);

/** Every function of the lazy groups, whose code is not there before {@link loadGroup}. */
export const LAZY_NAMES: ReadonlySet<string> = new Set(GROUPS.keys());

/** The groups that these functions need; names of other functions count for nothing. */
export function lazyGroupsOf(functionNames: Iterable<string>): ReadonlySet<LazyGroup> {
  const groups = new Set<LazyGroup>();
  for (const name of functionNames) {
    const group = GROUPS.get(name);
    if (group !== undefined) groups.add(group);
  }
  return groups;
}

/** Loads a group's functions: a chunk of its own in a bundle. */
export async function loadGroup(group: LazyGroup): Promise<FunctionTable> {
  switch (group) {
    case "certificates":
      return (await import("./crypto/certificate-functions.ts")).certificateFunctions;
    case "passwords":
      return (await import("./crypto/passwords.ts")).passwordFunctions;
    case "aes":
      return (await import("./crypto/aes.ts")).aesFunctions;
    case "dates":
      return (await import("./dates/functions.ts")).dateFunctions;
    case "toml":
      return (await import("./toml/functions.ts")).tomlFunctions;
  }
}
