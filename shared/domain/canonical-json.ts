/** Canonical JSON (RFC 8785): the one text of a value, whatever the order of its keys. Signatures and hashes are made over it, so it never repairs a value. */

/** Throws a TypeError for what has no JSON form: a function, undefined, NaN, a number without end, half a surrogate pair. */
export function canonicalJson(value: unknown): string {
  const text = write(value);
  if (text === undefined) throw new TypeError('Only JSON has a canonical form.');
  return text;
}

/** Undefined where JSON leaves the value out. */
function write(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form.`);
      // RFC 8785 writes numbers as ECMAScript does; minus zero is 0 in both.
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : writeObject(value);
    case 'bigint':
      throw new TypeError('A bigint has no JSON form.');
    case 'undefined':
    case 'function':
    case 'symbol':
      return undefined;
  }
}

function writeObject(value: object): string | undefined {
  if ('toJSON' in value && typeof value.toJSON === 'function') return write((value.toJSON as () => unknown)());
  if (Array.isArray(value)) {
    let items = '';
    for (let at = 0; at < value.length; at += 1) items += `${at === 0 ? '' : ','}${write(value[at]) ?? 'null'}`;
    return `[${items}]`;
  }
  let fields = '';
  // By UTF-16 code units, as RFC 8785 asks and `sort` does.
  for (const key of Object.keys(value).sort()) {
    const text = write((value as Readonly<Record<string, unknown>>)[key]);
    if (text !== undefined) fields += `${fields === '' ? '' : ','}${quoted(key)}:${text}`;
  }
  return `{${fields}}`;
}

/** Beyond it the engine's own writer is faster than a look at each character. */
const LONGEST_LOOKED_AT = 64;
/** Says itself: nothing in it is escaped, and no half of a surrogate pair can be among it. */
const PLAIN = /^[ !#-[\]-\u{7e}\u{a0}-\u{2027}\u{202a}-\u{d7ff}]*$/u;

/** `JSON.stringify` would write half a surrogate pair as an escape; the RFC refuses it. */
function quoted(text: string): string {
  if (text.length <= LONGEST_LOOKED_AT && PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('Half a surrogate pair has no canonical form.');
  return JSON.stringify(text);
}
