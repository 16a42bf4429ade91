import type { Dimension, Side } from "../api/offer.ts";

interface DimensionVotesProps {
  readonly dimensions: readonly Dimension[];
  readonly given: Readonly<Record<string, Side | "tie">>;
  readonly isOpen: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (given: Readonly<Record<string, Side | "tie">>) => void;
  readonly onOpen: (isOpen: boolean) => void;
}

const OPTIONS = [
  { value: "left", text: "A" },
  { value: "tie", text: "same" },
  { value: "right", text: "B" },
] as const;

/** Single qualities, each to be judged by itself or left alone. Pressing a judgement again takes it back. */
export function DimensionVotes({ dimensions, given, isOpen, isDisabled, onChange, onOpen }: DimensionVotesProps) {
  if (dimensions.length === 0) {
    return null;
  }
  const toggle = (key: string, value: Side | "tie") => {
    const { [key]: before, ...others } = given;
    onChange(before === value ? others : { ...others, [key]: value });
  };
  return (
    <details className="extra" open={isOpen} onToggle={({ currentTarget }) => onOpen(currentTarget.open)}>
      <summary>By quality (optional)</summary>
      <div className="dimensions">
        {dimensions.map(({ key, title }) => (
          <fieldset key={key} className="dimension">
            <legend dir="auto">{title}</legend>
            {OPTIONS.map(({ value, text }) => (
              <button
                key={value}
                type="button"
                className="button button-small"
                aria-pressed={given[key] === value}
                aria-disabled={isDisabled}
                onClick={() => toggle(key, value)}
              >
                {text}
              </button>
            ))}
          </fieldset>
        ))}
      </div>
    </details>
  );
}
