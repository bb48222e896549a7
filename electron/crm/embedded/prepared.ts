/** Statements of writes that come by the thousand, compiled once for each open file. Its statements are never iterated, so none is used twice at once. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';

const STATEMENTS = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

export function prepared(database: DatabaseSync, sql: string): StatementSync {
  let statements = STATEMENTS.get(database);
  if (statements === undefined) {
    statements = new Map();
    STATEMENTS.set(database, statements);
  }
  let statement = statements.get(sql);
  if (statement === undefined) {
    statement = database.prepare(sql);
    statements.set(sql, statement);
  }
  return statement;
}
