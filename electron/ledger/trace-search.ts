/** Turns a filter of the trust log into one indexed query, newest line first. It reads lines and changes none. */
import type { SQLInputValue } from 'node:sqlite';
import { RailCode } from '../../shared/domain/finding.ts';
import { TraceKind } from '../../shared/domain/trace-event.ts';
import type { TraceFilter } from '../../shared/domain/trace-filter.ts';
import type { Connection, Row } from './connection.ts';
import { TRACE_COLUMNS } from './trace-rows.ts';

interface Clause {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** Names are matched in this many contacts or accounts at most: more says that the text is too short to mean anybody. */
const MOST_NAMED = 500;
const ID_COLUMNS = ['send_id', 'package_id', 'contact_id', 'decision_id', 'other_id'] as const;

export interface TraceSearch {
  /** Lines before `beforeSeq` (null: from the newest) that the filter lets pass. */
  find(filter: TraceFilter, beforeSeq: number | null, limit: number): Row[];
  /** The first and the last line between two moments. */
  span(fromMs: number | null, untilMs: number | null): { readonly firstSeq: number; readonly lastSeq: number } | null;
  /** How many there are, counted up to `most`. */
  count(filter: TraceFilter, most: number): number;
}

export function makeTraceSearch(connection: Connection): TraceSearch {
  /** Ids of those whose name holds the text. */
  function named(table: 'contacts' | 'accounts', text: string): readonly string[] {
    return connection
      .all(
        `SELECT id FROM ${table} WHERE body IS NOT NULL AND body ->> '$.name' LIKE ? ESCAPE '\\' LIMIT ?`,
        `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
        MOST_NAMED,
      )
      .map((row) => String(row.id));
  }

  /** Of which of the two it is a version: asked first, because one index is walked in order and two are not. */
  function versionColumn(version: string): 'prompt_version' | 'template_version' {
    const ofPrompt = connection.get('SELECT 1 FROM trace WHERE prompt_version = ? LIMIT 1', version);
    return ofPrompt === undefined ? 'template_version' : 'prompt_version';
  }

  /** Everything one word can stand for: an id's beginning, a rail, a kind of line, somebody's name. */
  function textClause(text: string): Clause {
    const values: SQLInputValue[] = [];
    const found: string[] = [];
    const add = (sql: string, ...given: SQLInputValue[]) => {
      found.push(sql);
      values.push(...given);
    };
    for (const column of ID_COLUMNS) {
      add(`SELECT seq FROM trace WHERE ${column} >= ? AND ${column} < ?`, text, `${text}\u{10ffff}`);
    }
    const code = text.toLowerCase().replaceAll(' ', '-');
    const codes = RailCode.options.filter((rail) => rail.includes(code));
    if (codes.length > 0)
      add('SELECT seq FROM trace_rails WHERE code IN (SELECT value FROM json_each(?))', JSON.stringify(codes));
    const kinds = TraceKind.options.filter((kind) => kind === code);
    if (kinds.length > 0) add('SELECT seq FROM trace WHERE kind = ?', text.toLowerCase());
    const contacts = JSON.stringify(named('contacts', text));
    const accounts = JSON.stringify(named('accounts', text));
    add('SELECT seq FROM trace WHERE contact_id IN (SELECT value FROM json_each(?))', contacts);
    add(
      `SELECT trace.seq FROM packages JOIN trace ON trace.package_id = packages.id
       WHERE packages.contact_id IN (SELECT value FROM json_each(?))`,
      contacts,
    );
    add(
      `SELECT trace.seq FROM packages JOIN trace ON trace.package_id = packages.id
       WHERE packages.account_id IN (SELECT value FROM json_each(?))`,
      accounts,
    );
    return { sql: `seq IN (${found.join(' UNION ALL ')})`, values };
  }

  function span(fromMs: number | null, untilMs: number | null): ReturnType<TraceSearch['span']> {
    const row = connection.get(
      'SELECT min(seq) AS first, max(seq) AS last FROM trace WHERE at_ms >= ? AND at_ms < ?',
      fromMs ?? 0,
      untilMs ?? Number.MAX_SAFE_INTEGER,
    );
    const [first, last] = [row?.first, row?.last];
    return typeof first === 'number' && typeof last === 'number' ? { firstSeq: first, lastSeq: last } : null;
  }

  /** The lines of those days: their numbers first, so that an index by something else can be walked between them. */
  function timeClauses({ fromMs, untilMs }: TraceFilter): readonly Clause[] {
    if (fromMs === null && untilMs === null) return [];
    const found = span(fromMs, untilMs);
    if (found === null) return [{ sql: '0', values: [] }];
    return [
      { sql: 'seq BETWEEN ? AND ?', values: [found.firstSeq, found.lastSeq] },
      { sql: 'at_ms >= ? AND at_ms < ?', values: [fromMs ?? 0, untilMs ?? Number.MAX_SAFE_INTEGER] },
    ];
  }

  function clauses(filter: TraceFilter): readonly Clause[] {
    const made: Clause[] = [...timeClauses(filter)];
    const is = (sql: string, value: string | null) => {
      if (value !== null) made.push({ sql, values: [value] });
    };
    is('kind = ?', filter.kind);
    is('answer = ?', filter.answer);
    is('actor = ?', filter.actor);
    is('seq IN (SELECT seq FROM trace_rails WHERE code = ?)', filter.rail);
    is('package_id = ?', filter.packageId);
    if (filter.sendId !== null) {
      // What was decided before there was a send belongs to it as well.
      made.push({
        sql: `seq IN (SELECT seq FROM trace WHERE send_id = ?
                UNION ALL SELECT trace.seq FROM sends JOIN trace ON trace.decision_id = sends.decision_id WHERE sends.id = ?)`,
        values: [filter.sendId, filter.sendId],
      });
    }
    if (filter.contactId !== null) {
      made.push({
        sql: `seq IN (SELECT seq FROM trace WHERE contact_id = ?
                UNION ALL SELECT trace.seq FROM packages JOIN trace ON trace.package_id = packages.id WHERE packages.contact_id = ?)`,
        values: [filter.contactId, filter.contactId],
      });
    }
    const version = filter.version.trim();
    if (/^\d+$/.test(version)) made.push({ sql: 'policy_version = ?', values: [Number(version)] });
    else if (version !== '') made.push({ sql: `${versionColumn(version)} = ?`, values: [version] });
    const text = filter.text.trim();
    if (text !== '') made.push(textClause(text));
    return made;
  }

  function where(parts: readonly Clause[]): string {
    return parts.length === 0 ? '' : `WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`;
  }
  const valuesOf = (parts: readonly Clause[]) => parts.flatMap(({ values }) => values);

  return {
    span,
    find(filter, beforeSeq, limit) {
      const parts = [...clauses(filter), ...(beforeSeq === null ? [] : [{ sql: 'seq < ?', values: [beforeSeq] }])];
      return connection.all(
        `SELECT ${TRACE_COLUMNS} FROM trace ${where(parts)} ORDER BY seq DESC LIMIT ?`,
        ...valuesOf(parts),
        limit,
      );
    },
    count(filter, most) {
      const parts = clauses(filter);
      const counted = connection.get(
        `SELECT count(*) AS lines FROM (SELECT 1 FROM trace ${where(parts)} LIMIT ?)`,
        ...valuesOf(parts),
        most,
      );
      return Number(counted?.lines ?? 0);
    },
  };
}
