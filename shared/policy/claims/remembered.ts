/** Keeps the last results of a pure function by a text key, because the editor and the gate ask for the same ones again and again. */

/** `make` must be pure: the key says all there is to know of its input. At most `size` results are kept, oldest out first. */
export function remembered<I, R>(size: number, make: (input: I) => R, keyOf: (input: I) => string): (input: I) => R {
  const results = new Map<string, R>();
  return (input) => {
    const key = keyOf(input);
    const known = results.get(key);
    if (known !== undefined) return known;
    const made = make(input);
    if (results.size >= size) {
      for (const oldest of results.keys()) {
        results.delete(oldest);
        break;
      }
    }
    results.set(key, made);
    return made;
  };
}
