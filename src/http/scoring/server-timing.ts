/** A Server-Timing header (W3C): where the milliseconds of a request went. Parts that are null took no part. */
export function serverTiming(parts: Readonly<Record<string, number | null>>): string {
  let text = "";
  for (const name of Object.keys(parts)) {
    const ms = parts[name] ?? null;
    if (ms !== null) {
      text += `${text === "" ? "" : ", "}${name};dur=${Math.max(ms, 0).toFixed(2)}`;
    }
  }
  return text;
}
