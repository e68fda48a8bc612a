/**
 * Port: takes what helps to find out why something took long or went another way. Never a secret. `console` is one.
 */
export interface Logger {
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
}
