/**
 * A counter-based draw: an unsigned 32-bit integer that depends on its key alone. No draw disturbs another, so adding a line
 * elsewhere changes no other wording and a fork goes on identically. FNV-1a over the key's code units, finished with MurmurHash3's
 * fmix32 (Appleby 2011); it chooses wordings and need not resist an adversary.
 */
export function draw(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The line for the nth use of a site (0-based): a start drawn from the seed, then in order, so that no line repeats back to back. */
export function chooseLine(lines: readonly string[], seed: number, siteId: string, nth: number): string {
  return lines.length === 0 ? "" : (lines[(draw(`${seed}|${siteId}`) + nth) % lines.length] ?? "");
}
