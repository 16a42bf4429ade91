import { useEffect, useState } from "react";
import { readKept, writeKept } from "./kept-text.ts";
import { parseSettings, type Settings } from "./settings.ts";

const KEPT_AS = "folkmoot.settings";

/** The visitor's settings, and how to change some of them. */
export function useSettings(): readonly [Settings, (change: Partial<Settings>) => void] {
  const [settings, setSettings] = useState(() => parseSettings(readKept(KEPT_AS)));
  const change = (changed: Partial<Settings>) => {
    const next = { ...settings, ...changed };
    setSettings(next);
    writeKept(KEPT_AS, JSON.stringify(next));
  };
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset["theme"] = settings.theme;
  }, [settings.theme]);
  return [settings, change];
}
