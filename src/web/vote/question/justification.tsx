import { useId } from "react";

/** No longer than the server takes. */
const CHARACTERS_MAX = 2000;

interface JustificationProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Why, in the annotator's own words; optional. */
export function Justification({ text, onChange }: JustificationProps) {
  const fieldId = useId();
  return (
    <details className="extra">
      <summary>Say why (optional)</summary>
      <label htmlFor={fieldId} className="unseen">
        Your reason
      </label>
      <textarea
        id={fieldId}
        dir="auto"
        rows={3}
        maxLength={CHARACTERS_MAX}
        value={text}
        placeholder="It is sent with your vote."
        onChange={(event) => onChange(event.target.value)}
      />
    </details>
  );
}
