/**
 * What was read from the file and stays true until somebody writes it: this connection's own writers say so, and any commit of another
 * connection makes it forget everything. It must never answer with what stood there before a write or before a rollback.
 */
import type { Connection } from './connection.ts';

export interface KeptReads<T> {
  read(key: string): T;
  /** To be called with each write of what `key` is read from; all keys where none is named. */
  forget(key?: string): void;
}

export function keepReads<T>(connection: Connection, read: (key: string) => T): KeptReads<T> {
  const kept = new Map<string, T>();
  let version = -1;
  connection.join({ rolledBack: () => kept.clear() });
  return {
    read(key) {
      const now = connection.othersVersion();
      if (now !== version) kept.clear();
      version = now;
      const known = kept.get(key);
      if (known !== undefined || kept.has(key)) return known as T;
      const value = read(key);
      kept.set(key, value);
      return value;
    },
    forget(key) {
      if (key === undefined) kept.clear();
      else kept.delete(key);
    },
  };
}
