/** Finds the JSON object in what a model wrote around it: fences, a sentence before, a sentence after. It judges no content. */

/** The parsed value, or null where there is no whole object. */
export function findJson(text: string): { readonly value: unknown } | null {
  const whole = parsed(text);
  if (whole !== null) return whole;
  for (let from = text.indexOf('{'); from >= 0; from = text.indexOf('{', from + 1)) {
    const end = endOfObject(text, from);
    const found = end === null ? null : parsed(text.slice(from, end));
    if (found !== null) return found;
    // An object that never ends holds none that is worth having either.
    if (end === null) return null;
  }
  return null;
}

function parsed(text: string): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { value } : null;
  } catch {
    return null;
  }
}

/** Just past the brace that closes the one at `from`; braces in strings don't count. */
function endOfObject(text: string, from: number): number | null {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}
