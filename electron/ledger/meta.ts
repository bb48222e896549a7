/** Single values of the ledger by name: its epoch, the newest time it wrote, the head of its trace. */
import type { Connection } from './connection.ts';

export function readMeta(connection: Connection, key: string): string | number | null {
  const value = connection.get('SELECT value FROM meta WHERE key = ?', key)?.value;
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

export function writeMeta(connection: Connection, key: string, value: string | number): void {
  connection.run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}
