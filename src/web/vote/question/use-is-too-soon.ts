import { type RefObject, useEffect, useRef } from "react";

/** An answer given sooner after a question could be read was meant for the one before it: the second half of a double click, or an impatient key. */
const FIRST_ANSWER_MS = 400;
/** Formatting that takes longer is not waited for: the text stands there, plain. */
const FORMATTING_MS_MAX = 2_000;

/**
 * Tells whether an answer was given before the question could be read: formatted, and painted. What counts is when the key was pressed, in the time of events (`timeStamp`), not
 * when a page that stood still over a long text came to hear of it.
 */
export function useIsTooSoon(place: RefObject<HTMLElement | null>): (pressedAt: number) => boolean {
  const readableAt = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    const cameUpAt = performance.now();
    const look = () => {
      const isFormatting = place.current?.querySelector('.safe-content[aria-busy="true"]') != null;
      const isWaitedFor = isFormatting && performance.now() - cameUpAt < FORMATTING_MS_MAX;
      frame = requestAnimationFrame(isWaitedFor ? look : note);
    };
    // A frame later than the last look: what stood there then has been painted.
    const note = () => {
      readableAt.current = performance.now();
    };
    let frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [place]);
  return (pressedAt) => pressedAt - readableAt.current < FIRST_ANSWER_MS;
}
