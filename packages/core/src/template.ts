// The Go template language with sprig's functions and Helm's. Runs wherever JavaScript runs.

// Templates
export { compileFile, type CompiledFile, type CompileOptions, type Definition } from "./template/language/compile-file.ts";
export {
  executeTemplate,
  linkTemplates,
  type ExecuteTemplateOptions,
  type TemplateSet,
} from "./template/language/template-set.ts";
export { profileOf, type Profile, type ProfileName } from "./template/profile.ts";

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
export { bytesOfText, textOfBytes } from "./template/values/text.ts";
export { printText } from "./template/format/print.ts";

// What a render works with
export { Budget, DEFAULT_LIMITS, type Limits } from "./template/budget.ts";
export { forbiddenCertificates, forbiddenClock, forbiddenRandom } from "./template/functions/forbid.ts";
export type { FunctionTable, RenderContext, TemplateFunction } from "./template/functions/function.ts";
export type { Certificates, Clock, RandomSource } from "./template/functions/ports.ts";
