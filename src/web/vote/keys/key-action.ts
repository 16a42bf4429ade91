/** What a key can do, in the order of the sheet of keys. */
export const KEY_ACTIONS = [
  "left",
  "left_much",
  "left_slightly",
  "right",
  "right_much",
  "right_slightly",
  "tie",
  "both_bad",
  "skip",
  "flag",
  "undo",
  "pause",
  "show_more",
  "help",
] as const;
export type KeyAction = (typeof KEY_ACTIONS)[number];

/** Keys by action, as `describeKey` names them; an action without keys is switched off. */
export type KeyMap = Readonly<Record<KeyAction, readonly string[]>>;

/** The keys of a new visitor. */
export const DEFAULT_KEYS: KeyMap = {
  left: ["ArrowLeft", "1"],
  left_much: ["Shift+ArrowLeft", "Shift+1"],
  left_slightly: [","],
  right: ["ArrowRight", "2"],
  right_much: ["Shift+ArrowRight", "Shift+2"],
  right_slightly: ["."],
  tie: ["ArrowDown", "0"],
  both_bad: ["b"],
  skip: ["s"],
  flag: ["f"],
  undo: ["u", "Ctrl+z"],
  pause: ["p"],
  show_more: ["m"],
  help: ["?"],
};

/** What each action is called on the page. */
export const ACTION_TITLES: Readonly<Record<KeyAction, string>> = {
  left: "A is better",
  left_much: "A is much better",
  left_slightly: "A is slightly better",
  right: "B is better",
  right_much: "B is much better",
  right_slightly: "B is slightly better",
  tie: "They are equally good",
  both_bad: "Both are bad",
  skip: "Skip this question",
  flag: "Report a problem",
  undo: "Undo the last vote",
  pause: "Pause or go on",
  show_more: "Show more or less of both",
  help: "Show these keys",
};

/** The action that a key stands for; null where it stands for none. */
export function findAction(keys: KeyMap, described: string): KeyAction | null {
  return KEY_ACTIONS.find((action) => keys[action].includes(described)) ?? null;
}

/** The keys with another one for an action, in place of all it had; whatever else had that key loses it. */
export function assignKey(keys: KeyMap, action: KeyAction, described: string): KeyMap {
  return toKeyMap((other) => (other === action ? [described] : keys[other].filter((key) => key !== described)));
}

/** A key map from each action's keys. */
export function toKeyMap(keysOf: (action: KeyAction) => readonly string[]): KeyMap {
  return Object.fromEntries(KEY_ACTIONS.map((action) => [action, keysOf(action)])) as Record<KeyAction, readonly string[]>;
}
