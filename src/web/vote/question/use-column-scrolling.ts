import { useEffect, useEffectEvent } from "react";
import { describeKey } from "../keys/describe-key.ts";

/** Of the height of what scrolls: a bit of what was read stays. */
const STEP = 0.9;

/** Lets the keys that scroll a page scroll both answers, while nothing within the page has the focus. What does not scroll by itself is left to the browser. */
export function useColumnScrolling(): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const direction = event.defaultPrevented ? 0 : readDirection(event);
    if (direction === 0 || !(event.target instanceof Element && event.target.matches("main, body"))) {
      return;
    }
    for (const column of document.querySelectorAll(".answer-body")) {
      if (column.scrollHeight > column.clientHeight) {
        event.preventDefault();
        column.scrollBy({ top: direction * STEP * column.clientHeight });
      }
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

/** 1 for down, -1 for up, 0 for none of the keys. */
function readDirection(event: KeyboardEvent): -1 | 0 | 1 {
  switch (describeKey(event)) {
    case "PageDown":
      return 1;
    case "PageUp":
      return -1;
    case " ":
      return event.shiftKey ? -1 : 1;
    default:
      return 0;
  }
}
