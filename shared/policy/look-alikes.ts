/** Which letters of other alphabets look like Latin ones. For finding words that were spelt to slip past a reader; never for showing text. */

/** Each line: a Latin letter, then those that pass for it (Unicode confusables, lower case), beyond what NFKD folds by itself. */
const LINES = [
  'a а α ɑ ᴀ ａ ⍺ 🅰 🄰',
  'b ь в β ʙ Ь 🅱',
  'c с ϲ ᴄ ⅽ ҫ',
  'd ԁ ɗ ᴅ đ ժ',
  'e е ε є ҽ ᴇ ℮ ɘ',
  'f ғ ꜰ ƒ ք',
  'g ɡ ɢ ց ǥ',
  'h һ н ʜ հ ħ',
  'i і ι ı ɪ ӏ ɩ ⅰ ї',
  'j ј ϳ ᴊ',
  'k к κ ᴋ ĸ',
  'l ʟ ł ⅼ ǀ',
  'm м ᴍ ⅿ',
  'n п ո ɴ η ṅ ŋ',
  'o о ο ᴏ օ ø σ',
  'p р ρ ᴘ ƿ',
  'q ԛ գ զ',
  'r г ʀ ɍ ᴦ',
  's ѕ ꜱ ʂ ſ',
  't т τ ᴛ ŧ',
  'u υ ս ᴜ ʋ ц',
  'v ѵ ν ᴠ ⅴ',
  'w ԝ ω ᴡ ѡ ա',
  'x х χ ⅹ',
  'y у γ ү ʏ ყ',
  'z ᴢ ʐ ζ ƶ',
];

/** Look-alike to Latin letter. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  LINES.flatMap((each) => {
    const [latin = '', ...others] = each.split(' ');
    return others.map((other): [string, string] => [other, latin]);
  }),
);

/** Letters that are two. */
const DIGRAPHS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
]);

/** Enclosed capitals that no normalisation form opens: 🅐, 🅰, 🇦 and what follows them. */
const ENCLOSED_FROM = [0x1f150, 0x1f170, 0x1f1e6];

/** What one character, in lower case and decomposed, passes for; the character itself where nothing is known. */
export function latinFor(char: string): string {
  const known = LOOK_ALIKES.get(char) ?? DIGRAPHS.get(char);
  if (known !== undefined) return known;
  const point = char.codePointAt(0) ?? 0;
  for (const from of ENCLOSED_FROM) {
    if (point >= from && point < from + 26) return String.fromCharCode(97 + point - from);
  }
  return char;
}
