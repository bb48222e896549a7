/** A hash that stays the same on every desk and in every version: lots are drawn with it, and shingles are kept as it. Not for secrets. */

/** 32-bit FNV-1a over UTF-16 units. */
export function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}

/** Where a text falls between 0 and 1. FNV alone leaves its high bits too alike for short texts: MurmurHash3's last step mixes them. */
export function lotOf(text: string): number {
  let value = fnv1a(text);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) >>> 0) / 0x1_0000_0000;
}
