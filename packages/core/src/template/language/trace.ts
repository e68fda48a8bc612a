/** PLACEHOLDER */
export interface Trace {
  readonly on: true;
}
