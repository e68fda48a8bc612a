/** Port: signs commits. */
export interface Signer {
  /**
   * Signs the bytes of a commit without its signature.
   * @returns an armoured signature as git keeps it in the header `gpgsig`, lines separated by "\n"
   * @throws {SigningError} when the key can't sign
   */
  sign(commit: Uint8Array): Promise<string>;
}
