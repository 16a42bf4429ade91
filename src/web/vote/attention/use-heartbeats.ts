import { useEffect } from "react";
import type { VotingSession } from "../machine/voting-session.ts";

/** Somebody who does nothing at all for this long has gone, whether the page is still in view or not: the question goes to others. */
const IDLE_MS_MAX = 180_000;
const SIGNS_OF_LIFE = ["keydown", "pointermove", "pointerdown", "wheel", "touchstart"] as const;

/**
 * Tells the server, while somebody looks at the question or looks something up for it elsewhere, that they do; and asks, when they come back to it, whether it is still theirs. A
 * question that came while nobody looked is held for nobody.
 */
export function useHeartbeats(session: VotingSession, leaseId: string | null, heartbeatMs: number): void {
  useEffect(() => {
    if (leaseId === null) {
      return;
    }
    let aliveAt = performance.now();
    let wasSeen = document.visibilityState === "visible";
    const isHere = () => wasSeen && performance.now() - aliveAt < IDLE_MS_MAX;
    const live = () => {
      aliveAt = performance.now();
    };
    const comeBack = () => {
      if (document.visibilityState === "visible") {
        live();
        void session.beat(!wasSeen);
        wasSeen = true;
      }
    };
    const beats = window.setInterval(() => {
      if (isHere()) {
        void session.beat(false);
      }
    }, heartbeatMs);
    document.addEventListener("visibilitychange", comeBack);
    for (const sign of SIGNS_OF_LIFE) {
      window.addEventListener(sign, live, { passive: true, capture: true });
    }
    return () => {
      window.clearInterval(beats);
      document.removeEventListener("visibilitychange", comeBack);
      for (const sign of SIGNS_OF_LIFE) {
        window.removeEventListener(sign, live, { capture: true });
      }
    };
  }, [session, leaseId, heartbeatMs]);
}
