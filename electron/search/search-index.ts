/**
 * The index of words behind the search over everything: a file of its own beside the ledger, made from the change feed alone, so that it may
 * be lost or thrown away at any time and costs no send anything. It holds no record, and decides nothing.
 */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { FeedText } from '../ports/ledger.ts';
import { searchedWords, type SearchedKind } from './searched-words.ts';

export interface Hit {
  readonly kind: SearchedKind;
  readonly id: string;
}

export interface SearchIndex {
  /** The feed's number up to which everything is in; 0 for another epoch than the one it was made from. */
  reached(epoch: string): number;
  /** Takes in what the feed has after `reached`, up to `upToSeq`; all of it or nothing. */
  take(epoch: string, items: readonly FeedText<SearchedKind>[], upToSeq: number): void;
  /** The newest that hold each word or begin with it, names before texts. `owners` null: whoever's it is. */
  find(words: readonly string[], owners: readonly string[] | null, limit: number): readonly Hit[];
  close(): void;
}

/** Another number means another shape: the file is made anew. */
const SHAPE = 1;

// Without content: what is shown of a hit is read where it is kept.
const SCHEMA = `
  CREATE TABLE entries (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, object_id TEXT NOT NULL, owner TEXT NOT NULL, digest BLOB NOT NULL,
    UNIQUE (kind, object_id)
  ) STRICT;
  CREATE VIRTUAL TABLE words USING fts5(
    who, text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
  );
  CREATE TABLE place (epoch TEXT NOT NULL, seq INTEGER NOT NULL) STRICT;
  PRAGMA user_version = ${String(SHAPE)};`;

const FIND = `
  SELECT entries.kind AS kind, entries.object_id AS id FROM words JOIN entries ON entries.id = words.rowid
  WHERE words MATCH ? AND (? IS NULL OR entries.owner IN (SELECT value FROM json_each(?)))
  ORDER BY words.rowid DESC LIMIT ?`;

/** Opens the index, or makes it anew where the file is missing, of another shape or not readable. */
export function openSearchIndex(path: string): SearchIndex {
  try {
    return indexOn(openFile(path));
  } catch {
    removeSearchIndex(path);
    return indexOn(openFile(path));
  }
}

/** Nothing in it is the only copy of anything. */
export function removeSearchIndex(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
}

function openFile(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192;');
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
    if (version === 0) database.exec(SCHEMA);
    else if (version !== SHAPE) throw new Error('made by another version');
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

function indexOn(database: DatabaseSync): SearchIndex {
  const known = database.prepare('SELECT id, owner, digest FROM entries WHERE kind = ? AND object_id = ?');
  const enter = database.prepare('INSERT INTO entries (kind, object_id, owner, digest) VALUES (?, ?, ?, ?)');
  const drop = database.prepare('DELETE FROM entries WHERE id = ?');
  const enterWords = database.prepare('INSERT INTO words (rowid, who, text) VALUES (?, ?, ?)');
  const dropWords = database.prepare('DELETE FROM words WHERE rowid = ?');
  const find = database.prepare(FIND);
  const place = database.prepare('SELECT epoch, seq FROM place');

  const reached = (epoch: string): number => {
    const at = place.get();
    return at?.epoch === epoch ? Number(at.seq) : 0;
  };

  function put({ kind, id, text: json }: FeedText<SearchedKind>): void {
    const before = known.get(kind, id);
    if (json === null) {
      if (before === undefined) return;
      drop.run(Number(before.id));
      dropWords.run(Number(before.id));
      return;
    }
    const { owner, who, text } = searchedWords(kind, JSON.parse(json));
    const digest = createHash('sha256').update(`${owner}\n${who}\n\n${text}`).digest();
    // Most of what the feed brings is a new state of the same words.
    if (before !== undefined && Buffer.from(before.digest as Uint8Array).equals(digest)) return;
    if (before !== undefined) {
      drop.run(Number(before.id));
      dropWords.run(Number(before.id));
    }
    const { lastInsertRowid } = enter.run(kind, id, owner, digest);
    enterWords.run(lastInsertRowid, who, text);
  }

  return {
    reached,
    take(epoch, items, upToSeq) {
      database.exec('BEGIN IMMEDIATE');
      try {
        if (place.get()?.epoch !== epoch)
          database.exec("DELETE FROM entries; INSERT INTO words (words) VALUES ('delete-all')");
        for (const item of items) put(item);
        database.exec('DELETE FROM place');
        database.prepare('INSERT INTO place (epoch, seq) VALUES (?, ?)').run(epoch, upToSeq);
        database.exec('COMMIT');
      } catch (cause) {
        database.exec('ROLLBACK');
        throw cause;
      }
    },
    find(words, owners, limit) {
      if (words.length === 0) return [];
      // Each word as its own text: nothing that is typed is an operator.
      const all = words.map((word) => `"${word.replaceAll('"', '""')}" *`).join(' AND ');
      const mine = owners === null ? null : JSON.stringify([...owners, '']);
      const rows = (query: string, most: number) =>
        find.all(query, mine, mine, most).map(({ kind, id }) => ({ kind: kind as SearchedKind, id: String(id) }));
      const named = rows(`{who} : (${all})`, limit);
      if (named.length === limit) return named;
      const keys = new Set(named.map(({ kind, id }) => `${kind} ${id}`));
      const others = rows(all, limit + named.length).filter(({ kind, id }) => !keys.has(`${kind} ${id}`));
      return [...named, ...others].slice(0, limit);
    },
    close: () => database.close(),
  };
}
