/** A text that is no YAML, or none that fits what was asked for; the message is Go's, without a word of the caller's. */
export class YamlError extends Error {
  override readonly name = "YamlError";
}
