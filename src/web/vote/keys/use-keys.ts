import { useEffect, useEffectEvent } from "react";
import { describeKey } from "./describe-key.ts";
import { findAction, type KeyAction, type KeyMap } from "./key-action.ts";

/** Where keys mean something else: text, choices of a form, players. */
const TYPING = "input, textarea, select, video, audio, [contenteditable]";
/** What Enter and the space bar press, while it has the focus, whatever else they have been set to mean. */
const PRESSABLE = "button, summary, a";

/**
 * Calls back with the action of every key pressed, and when it was, in the time of events; save while the visitor types, presses what has the focus, moves within something that
 * scrolls that way, or has a dialog before them.
 */
export function useKeys(keys: KeyMap, onAction: (action: KeyAction, pressedAt: number) => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const described = event.isComposing || event.repeat ? null : describeKey(event);
    const action = described === null ? null : findAction(keys, described);
    if (action === null || isElsewhere(event)) {
      return;
    }
    event.preventDefault();
    onAction(action, event.timeStamp);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

function isElsewhere(event: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]") !== null) {
    return true;
  }
  const target = event.target instanceof Element ? event.target : null;
  if (target === null) {
    return false;
  }
  const isPressed = (event.key === "Enter" || event.key === " ") && target.closest(PRESSABLE) !== null;
  return isPressed || target.closest(TYPING) !== null || (event.key.startsWith("Arrow") && scrollsAlong(target, event.key));
}

/** Whether something around the target can be scrolled along that arrow's axis. */
function scrollsAlong(target: Element, arrow: string): boolean {
  const isSideways = arrow === "ArrowLeft" || arrow === "ArrowRight";
  let region = target.closest("[data-scrolls]");
  while (region !== null) {
    if (isSideways ? region.scrollWidth > region.clientWidth : region.scrollHeight > region.clientHeight) {
      return true;
    }
    region = region.parentElement?.closest("[data-scrolls]") ?? null;
  }
  return false;
}
