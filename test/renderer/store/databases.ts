/** Databases of one test file: each with a name of its own, closed and deleted after each test. */
import { afterEach } from 'vitest';
import { createDeskDb, replaceDeskDb, type DeskDb } from '../../../renderer/store/db.ts';

const opened = new Map<string, DeskDb[]>();
let names = 0;

/** Opens the database of that name, or a new one. */
export function openDb(name = `test-${(names += 1)}-${performance.now()}`): DeskDb & { readonly name: string } {
  const db = createDeskDb(name);
  opened.set(name, [...(opened.get(name) ?? []), db]);
  return { ...db, name };
}

/** Opens a new database and makes it the page's. */
export function openPageDb(): DeskDb & { readonly name: string } {
  const db = openDb();
  replaceDeskDb(db);
  return db;
}

export function deleteDb(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('not deleted'));
  });
}

/** Call at the top of a test file. */
export function cleanDatabases(): void {
  afterEach(async () => {
    replaceDeskDb(null);
    for (const dbs of opened.values()) for (const db of dbs) db.close();
    const all = [...opened.keys()];
    opened.clear();
    for (const name of all) await deleteDb(name);
  });
}
