import { useEffect, useId, useState } from "react";
import type { ReleaseReason } from "../api/offer.ts";
import { describeKey } from "../keys/describe-key.ts";
import { Modal } from "../status/modal.tsx";

interface HandBackDialogProps {
  /** `skip`: one press of a digit skips. `flag`: something is wrong, and can be told in words. */
  readonly intent: "skip" | "flag";
  readonly onHandBack: (reason: ReleaseReason, message: string | null) => void;
  readonly onClose: () => void;
}

const SKIP_REASONS: readonly { readonly reason: ReleaseReason; readonly text: string }[] = [
  { reason: "skip", text: "I would rather not answer this one" },
  { reason: "not_understood", text: "I do not understand it, or not the language" },
  { reason: "broken_media", text: "A picture, video or sound does not work" },
  { reason: "unsafe", text: "It is upsetting or unsafe" },
  { reason: "other", text: "Something else" },
];
const MESSAGE_CHARACTERS_MAX = 500;

/** Asks why a question goes back. */
export function HandBackDialog({ intent, onHandBack, onClose }: HandBackDialogProps) {
  const [message, setMessage] = useState("");
  const fieldId = useId();
  const reasons = intent === "skip" ? SKIP_REASONS : SKIP_REASONS.filter(({ reason }) => reason !== "skip");
  const text = message.trim();
  useEffect(() => {
    const choose = (event: KeyboardEvent) => {
      const chosen = event.target instanceof HTMLTextAreaElement ? undefined : reasons[Number(describeKey(event)) - 1];
      if (chosen !== undefined && !event.repeat) {
        event.preventDefault();
        onHandBack(chosen.reason, text === "" ? null : text);
      }
    };
    window.addEventListener("keydown", choose);
    return () => window.removeEventListener("keydown", choose);
  }, [reasons, onHandBack, text]);
  return (
    <Modal title={intent === "skip" ? "Skip this question" : "Report a problem"} onClose={onClose}>
      {intent === "flag" ? (
        <>
          <label htmlFor={fieldId}>What is wrong? (optional)</label>
          <textarea
            id={fieldId}
            dir="auto"
            rows={3}
            maxLength={MESSAGE_CHARACTERS_MAX}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
          />
        </>
      ) : null}
      <ol className="reasons">
        {reasons.map(({ reason, text: label }, index) => (
          <li key={reason}>
            <button type="button" className="button" onClick={() => onHandBack(reason, text === "" ? null : text)}>
              <span>{label}</span>
              <span className="key-cap" aria-hidden="true">
                {index + 1}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Modal>
  );
}
