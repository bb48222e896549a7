/** What one step of the ledger's schema is. A step that was released is never edited: the next change is a new file. */
export interface Migration {
  /** The value of `PRAGMA user_version` after it. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
