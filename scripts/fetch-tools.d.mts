export interface Tool {
  readonly name: string;
  readonly version: string;
  /** Base 64. */
  readonly sha512?: string | undefined;
}

export function fetchTools(folder: string, tools: readonly Tool[]): boolean;
