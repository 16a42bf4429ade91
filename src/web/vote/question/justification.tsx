import { useId, useRef, useState } from "react";

/** No longer than the server takes. */
const CHARACTERS_MAX = 2000;

interface JustificationProps {
  readonly text: string;
  /** The vote is on its way: what is written now would not go with it. */
  readonly isLocked: boolean;
  readonly onChange: (text: string) => void;
}

/** Why, in the annotator's own words; optional. Unfolded from the beginning where something was written before, so that nothing unseen is sent. */
export function Justification({ text, isLocked, onChange }: JustificationProps) {
  const fieldId = useId();
  const field = useRef<HTMLTextAreaElement | null>(null);
  const [isOpen, setIsOpen] = useState(text !== "");
  // The browser tells of the first unfolding too, which nobody asked for.
  const isFirst = useRef(isOpen);
  return (
    <details
      className="extra"
      open={isOpen}
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open);
        if (currentTarget.open && !isFirst.current) {
          // Whoever unfolds it goes on typing, and letters vote elsewhere.
          field.current?.focus();
        }
        isFirst.current = false;
      }}
    >
      <summary>Say why (optional)</summary>
      <label htmlFor={fieldId} className="unseen">
        Your reason
      </label>
      <textarea
        ref={field}
        id={fieldId}
        dir="auto"
        rows={3}
        autoComplete="off"
        maxLength={CHARACTERS_MAX}
        readOnly={isLocked}
        value={text}
        placeholder="It is sent with your vote."
        onChange={(event) => onChange(event.target.value)}
      />
    </details>
  );
}
