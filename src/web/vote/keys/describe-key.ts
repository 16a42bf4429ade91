/** The members of a KeyboardEvent that name a key. */
export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Dead", "Process", "Unidentified"]);
const TITLES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  " ": "Space",
  Escape: "Esc",
};

/**
 * The name of a key as the key map knows it: `ArrowLeft`, `Shift+1`, `b`, `Ctrl+z`, `?`. Digits are told by their place, since French keyboards write them with Shift; letters by
 * what they write. Null for a modifier alone and for what the browser or the system uses.
 */
export function describeKey(pressed: PressedKey): string | null {
  const { key, code, shiftKey, ctrlKey, metaKey, altKey } = pressed;
  if (MODIFIERS.has(key) || altKey) {
    return null;
  }
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  const isCommand = ctrlKey || metaKey;
  const letter = key.length === 1 ? key.toLowerCase() : key;
  // A sign such as "?" is written with Shift here and without it there: it is the sign that counts.
  const isSign = digit === undefined && key.length === 1 && letter === key.toUpperCase();
  return `${isCommand ? "Ctrl+" : ""}${shiftKey && !isSign ? "Shift+" : ""}${digit ?? letter}`;
}

/** A key's name as written on its cap. */
export function toKeyCap(described: string): string {
  const parts = described === "+" ? ["+"] : described.split("+");
  return parts.map((part) => TITLES[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" ");
}
