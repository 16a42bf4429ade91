import { DEFAULT_KEYS, type KeyMap, toKeyMap } from "../keys/key-action.ts";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** What a visitor has set, kept on their device. */
export interface Settings {
  readonly theme: Theme;
  readonly keys: KeyMap;
  /** True offers "slightly" and "much" beside each side. */
  readonly asksStrength: boolean;
  /** True lets both answers scroll together. */
  readonly scrollsTogether: boolean;
  /** True shows all of the answers, without scrolling inside them. */
  readonly showsAll: boolean;
  /** True keeps what came before the answers folded away. */
  readonly hidesContext: boolean;
  /** True keeps the votes on single qualities unfolded, where a question has any. */
  readonly showsQualities: boolean;
  /** True plays a sound when a question comes after a wait. */
  readonly hasSound: boolean;
  /** True shows a notification then. */
  readonly hasNotification: boolean;
}

/** Reads kept settings; whatever is missing, or not as it should be, is as for a new visitor: colours of the system, the keys as shipped, all else off. */
export function parseSettings(text: string | null): Settings {
  const kept = parseObject(text);
  const keptKeys = toObject(kept["keys"]);
  const isOn = (name: string) => kept[name] === true;
  return {
    theme: THEMES.find((theme) => theme === kept["theme"]) ?? "auto",
    keys: toKeyMap((action) => toKeys(keptKeys[action]) ?? DEFAULT_KEYS[action]),
    asksStrength: isOn("asksStrength"),
    scrollsTogether: isOn("scrollsTogether"),
    showsAll: isOn("showsAll"),
    hidesContext: isOn("hidesContext"),
    showsQualities: isOn("showsQualities"),
    hasSound: isOn("hasSound"),
    hasNotification: isOn("hasNotification"),
  };
}

function toKeys(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((key) => typeof key === "string") ? value : null;
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    return toObject(JSON.parse(text ?? "{}"));
  } catch {
    return {};
  }
}
