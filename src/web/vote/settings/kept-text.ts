/** A text kept on this device; null where there is none, or where the browser keeps nothing. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text on this device, where the browser lets us. */
export function writeKept(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // A visitor who keeps nothing still votes.
  }
}
