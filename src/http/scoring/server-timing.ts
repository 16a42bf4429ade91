/** A Server-Timing header (W3C): where the milliseconds of a request went. Parts that are null took no part. */
export function serverTiming(parts: Readonly<Record<string, number | null>>): string {
  return Object.entries(parts)
    .flatMap(([name, ms]) => (ms === null ? [] : [`${name};dur=${Math.max(ms, 0).toFixed(2)}`]))
    .join(", ");
}
