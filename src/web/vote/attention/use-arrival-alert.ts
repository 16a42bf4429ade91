import { useEffect, useEffectEvent, useRef } from "react";
import type { Settings } from "../settings/settings.ts";
import { notify } from "./notify.ts";

const TITLE = "Folkmoot";
const TONE_HZ = 660;
const TONE_SECONDS = 0.18;
const TONE_VOLUME = 0.08;

/**
 * Says in the window's title whether a question waits to be answered, and calls the annotator, as they have set, when one comes after there was none.
 * @param questionId the one to be answered; null: none, or its answer is on its way. @param isNoneWaiting the server has said that there is none.
 */
export function useArrivalAlert(questionId: string | null, isNoneWaiting: boolean, settings: Settings): void {
  const wasNone = useRef(false);
  const call = useEffectEvent(() => {
    if (settings.hasSound) {
      try {
        playTone();
      } catch {
        // A browser plays so many at once, some none: the question is there all the same.
      }
    }
    if (settings.hasNotification && document.visibilityState === "hidden") {
      notify("A question is waiting for your vote");
    }
  });
  useEffect(() => {
    document.title = questionId === null ? `${TITLE}: waiting` : `● ${TITLE}: your vote`;
    if (questionId !== null && wasNone.current) {
      call();
    }
    wasNone.current = questionId === null && isNoneWaiting;
  }, [questionId, isNoneWaiting]);
}

function playTone(): void {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: TONE_HZ });
  tone.connect(new GainNode(context, { gain: TONE_VOLUME })).connect(context.destination);
  tone.addEventListener("ended", () => void context.close());
  tone.start();
  tone.stop(context.currentTime + TONE_SECONDS);
}
