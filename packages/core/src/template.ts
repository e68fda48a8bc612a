// The Go template language with sprig's functions and Helm's. Runs wherever JavaScript runs.

// Templates
export { renderTemplate, type RenderTemplateOptions } from "./template/render-template.ts";
export type { ProfileName } from "./template/profile.ts";

// Values
export {
  Bytes,
  Dict,
  Int,
  List,
  Struct,
  type Field,
  type GoType,
  type IntKind,
  type Method,
  type Methods,
  type Value,
} from "./template/values/value.ts";
export { dictOfJson } from "./template/values/dict-of-json.ts";
export { bytesOfText, textOfBytes } from "./template/values/text.ts";
export { printText } from "./template/format/print.ts";

// Limits
export { DEFAULT_LIMITS, type Limits } from "./template/budget.ts";

// Chance
export type { Certificates, Chance, Clock, RandomSource } from "./template/chance/chance.ts";
export { seededChance } from "./template/chance/seeded-chance.ts";
