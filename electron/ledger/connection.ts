/** One connection to the ledger's SQLite file: cached statements and the joined transaction. It knows no table and never retries. */
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

/** One row as SQLite gives it; whoever asked knows its columns, because the file is ours. */
export type Row = Record<string, SQLOutputValue>;

/** What takes part in each outermost transaction. */
interface TransactionPart {
  /** Work left to the end, so that it is done once however many calls asked for it. */
  beforeCommit?(): void;
  afterCommit?(): void;
  /** Forget what was gathered: nothing of it was kept. */
  rolledBack?(): void;
}

/** Told of every commit. A throw of `before` is a commit that failed; after one of `after` the commit stands. */
export interface CommitWatch {
  before(): void;
  after(): void;
}

export interface Connection {
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  /** Rows one by one, for a reader that may stop early. */
  each(sql: string, ...values: SQLInputValue[]): Iterable<Row>;
  /** How many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** Outermost: BEGIN IMMEDIATE to COMMIT. Inside another call it joins that one. */
  transact<T>(work: () => T): T;
  join(part: TransactionPart): void;
  /** A number that is another one after each commit of any other connection, in this process or not. Inside a transaction it stands still. */
  othersVersion(): number;
  close(): void;
}

/** How long a writer waits for another connection's transaction. */
const BUSY_TIMEOUT_MS = 5_000;
/** What the write-ahead file is cut back to after a checkpoint; a first sync can make it large. */
const WAL_KEPT_BYTES = 32 * 1024 * 1024;
const CACHE_KIB = 16_384;

/** Opens the file, making it where there is none, and changes nothing in it. */
export function connect(
  path: string,
  commits?: CommitWatch,
): { readonly database: DatabaseSync; readonly connection: Connection } {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  return { database, connection: makeConnection(database, commits) };
}

/** From here on a commit has reached the disk before the act it announces. Only for a file that is known to be ours. */
export function makeDurable(database: DatabaseSync): void {
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA journal_size_limit = ${WAL_KEPT_BYTES};
    PRAGMA cache_size = -${CACHE_KIB};
    PRAGMA wal_autocheckpoint = 8000;
  `);
}

function makeConnection(database: DatabaseSync, commits: CommitWatch | undefined): Connection {
  const statements = new Map<string, StatementSync>();
  const parts: TransactionPart[] = [];
  let depth = 0;
  /** Nobody else commits while we write: asked once a transaction. */
  let versionInside: number | null = null;
  /** The first throw inside the open transaction: it rolls back even where a caller caught it on the way. */
  let doom: { readonly cause: unknown } | null = null;

  function statement(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    statements.set(sql, made);
    return made;
  }

  function joined<T>(work: () => T): T {
    depth += 1;
    try {
      const result = work();
      if (result instanceof Promise) throw new TypeError('A transaction cannot wait: its work must be synchronous.');
      return result;
    } catch (cause) {
      doom ??= { cause };
      throw cause;
    } finally {
      depth -= 1;
    }
  }

  function outermost<T>(work: () => T): T {
    statement('BEGIN IMMEDIATE').run();
    let result: T;
    try {
      result = joined(() => {
        const made = work();
        if (doom === null) for (const part of parts) part.beforeCommit?.();
        return made;
      });
      // A throw that a caller caught half-way left half of its work behind: nothing of it may become durable.
      if (doom !== null) throw doom.cause;
      commits?.before();
      statement('COMMIT').run();
    } catch (cause) {
      // SQLite ends the transaction by itself on a full disk and the like.
      if (database.isTransaction) statement('ROLLBACK').run();
      for (const part of parts) part.rolledBack?.();
      throw cause;
    } finally {
      doom = null;
      versionInside = null;
    }
    commits?.after();
    for (const part of parts) part.afterCommit?.();
    return result;
  }

  function othersVersion(): number {
    if (versionInside !== null) return versionInside;
    const version = Number(statement('PRAGMA data_version').get()?.data_version);
    if (depth > 0) versionInside = version;
    return version;
  }

  return {
    othersVersion,
    get: (sql, ...values) => statement(sql).get(...values),
    all: (sql, ...values) => statement(sql).all(...values),
    each: (sql, ...values) => statement(sql).iterate(...values),
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    transact: (work) => (depth === 0 ? outermost(work) : joined(work)),
    join(part) {
      parts.push(part);
    },
    close() {
      database.close();
    },
  };
}
