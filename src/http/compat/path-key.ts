const KEYED_PATH = /^\/compat\/k\/([^/?]+)/;

/** The API key that stands in an address, for trainers that can send nothing but an address; null: there is none. */
export function pathKeyOf(path: string): string | null {
  return KEYED_PATH.exec(path)?.[1] ?? null;
}

/** The path as it may be told to callers and logs: without a key. */
export function hidePathKey(path: string): string {
  return path.replace(KEYED_PATH, "/compat/k/{key}");
}
