/** Puts words into `{slots}`. An unknown slot is a fault of the ingredients and throws; nothing is left half filled. */

export type Slots = Readonly<Record<string, string>>;

/** Capital at the start, the rest as it is. */
export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const article = (word: string): string => (/^[aeiou]/iu.test(word) ? 'an' : 'a');

/** `{tool}` the word; `{Tool}` with a capital; `{a:tool}` or `{A:tool}` with its article. */
export function fillSlots(template: string, slots: Slots): string {
  return template.replace(/\{(?:(a|A):)?([A-Za-z]+)\}/gu, (_whole, wanted: string | undefined, name: string) => {
    const key = name.slice(0, 1).toLowerCase() + name.slice(1);
    const value = slots[name] ?? slots[key];
    if (value === undefined) throw new Error(`no word for {${name}} in: ${template}`);
    const worded = name === key ? value : capitalised(value);
    if (wanted === undefined) return worded;
    return `${wanted === 'A' ? capitalised(article(worded)) : article(worded)} ${worded}`;
  });
}
