/** The log: ids and codes only, never an address, a body or a token. */
export interface Log {
  info(code: string, fields?: LogFields): void;
  warn(code: string, fields?: LogFields): void;
  /** The cause's class and code are kept, its message only where `safe` says that it holds no text from outside. */
  error(code: string, cause: unknown, fields?: LogFields): void;
}
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
