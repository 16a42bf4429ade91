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
/** Signs at whose places other scripts write letters. */
const LATIN_SIGNS: Readonly<Record<string, string>> = { Comma: ",", Period: "." };
/** As Latin and Cyrillic, Arabic and Persian, and Chinese and Japanese keyboards write it: on some at the place of a digit. */
const QUESTION_MARKS = new Set(["?", "؟", "？"]);

/**
 * The name of a key as the key map knows it: `ArrowLeft`, `Shift+1`, `b`, `Ctrl+z`, `?`. Digits are told by their place, since French keyboards write them with Shift; letters by
 * what they write, or by their place where that is not Latin: a Cyrillic, Greek or Arabic keyboard has its B where the cap says it. A question mark is one in every script and at every place. Null for a modifier alone and for what the browser or the system uses.
 */
export function describeKey(pressed: PressedKey): string | null {
  const { key, code, shiftKey, ctrlKey, metaKey, altKey } = pressed;
  if (MODIFIERS.has(key) || altKey) {
    return null;
  }
  const isCommand = ctrlKey || metaKey;
  if (QUESTION_MARKS.has(key) && !isCommand) {
    return "?";
  }
  const digit = digitAt(key, code);
  const letter = (isForeignLetter(key) ? latinAt(code) : null) ?? (key.length === 1 ? key.toLowerCase() : key);
  // A sign such as "?" is written with Shift here and without it there: it is the sign that counts.
  const isSign = digit === null && key.length === 1 && letter === key.toUpperCase();
  return `${isCommand ? "Ctrl+" : ""}${shiftKey && !isSign ? "Shift+" : ""}${digit ?? letter}`;
}

/** The digit written on the key; null elsewhere, and on a number pad that is switched to arrows and the like. */
function digitAt(key: string, code: string): string | null {
  return key.length > 1 ? null : (/^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null);
}

/** What a key of a script that is not Latin writes: a letter or several, or a mark on one, such as a vowel in Thai or Hindi. */
function isForeignLetter(key: string): boolean {
  return /^[\p{L}\p{M}]+$/u.test(key) && !/\p{Script=Latin}/u.test(key);
}

/** What a Latin keyboard writes at that place, of what keys are named by; null elsewhere. */
function latinAt(code: string): string | null {
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? LATIN_SIGNS[code] ?? null;
}

/** A key's name as written on its cap. */
export function toKeyCap(described: string): string {
  const parts = described === "+" ? ["+"] : described.split("+");
  return parts.map((part) => TITLES[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" ");
}
