import { useEffect } from "react";
import type { VotingSession } from "../machine/voting-session.ts";

const EVENTS_PATH = "/api/v1/annotators/events";
/** A browser gives a line up where the server refuses it; it is tried again after this long. */
const REOPEN_MS = 10_000;
/** A page out of sight for this long is left: its annotator is not counted on, unless they asked to be called. */
const AWAY_AFTER_MS = 300_000;

/**
 * Holds the line open that says the annotator is here, and that calls when there is work. Out of sight for some minutes, the annotator counts as away, save where
 * `isCallable`: then a sound or a notification fetches them.
 */
export function usePresence(session: VotingSession, isPresent: boolean, isCallable: boolean): void {
  useEffect(() => {
    let leaving: number | undefined;
    const look = () => {
      window.clearTimeout(leaving);
      const isHidden = document.visibilityState === "hidden";
      if (isHidden && !isCallable) {
        leaving = window.setTimeout(() => session.setAway(true), AWAY_AFTER_MS);
      } else {
        session.setAway(false);
      }
    };
    const wake = () => session.wake();
    look();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", wake);
    return () => {
      window.clearTimeout(leaving);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", wake);
    };
  }, [session, isCallable]);

  useEffect(() => {
    if (!isPresent) {
      return;
    }
    let line: EventSource | null = null;
    let reopening: number | undefined;
    const open = () => {
      line = new EventSource(EVENTS_PATH);
      line.addEventListener("hello", () => session.wake());
      line.addEventListener("work", () => session.wake());
      line.addEventListener("error", () => {
        if (line?.readyState === EventSource.CLOSED) {
          reopening = window.setTimeout(open, REOPEN_MS);
        }
      });
    };
    open();
    return () => {
      window.clearTimeout(reopening);
      line?.close();
    };
  }, [session, isPresent]);
}
