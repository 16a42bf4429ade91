import type { RateQuestion } from "../api/offer.ts";
import { dimensionToRate, isRated, ratedDimensions } from "./rated-dimensions.ts";

interface RateFormProps {
  readonly question: RateQuestion;
  readonly given: Readonly<Record<string, number>>;
  readonly isDisabled: boolean;
  readonly onChange: (given: Readonly<Record<string, number>>) => void;
  /** `pressedAt`: in the time of events. */
  readonly onSubmit: (pressedAt: number) => void;
}

/** One row of numbers for each dimension, and the button that sends them. */
export function RateForm({ question, given, isDisabled, onChange, onSubmit }: RateFormProps) {
  const { min, max } = question.scale;
  const values = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const current = dimensionToRate(question, given).key;
  return (
    <div className="rate-form">
      {ratedDimensions(question).map(({ key, title }) => (
        <fieldset key={key} className={`rating ${key === current ? "rating-current" : ""}`}>
          <legend dir="auto">{title}</legend>
          {values.map((value) => (
            <button
              key={value}
              type="button"
              className="button button-small"
              aria-pressed={given[key] === value}
              aria-disabled={isDisabled}
              aria-label={`${title}: ${value} of ${max}`}
              onClick={() => onChange({ ...given, [key]: value })}
            >
              {value}
            </button>
          ))}
        </fieldset>
      ))}
      <p className="quiet">
        {min} is worst, {max} is best. The keys {min} to {max} rate the marked row and go on to the next; Enter sends.
      </p>
      <button
        type="button"
        className="button choice-side"
        aria-disabled={isDisabled || !isRated(question, given)}
        onClick={({ timeStamp }) => onSubmit(timeStamp)}
      >
        Send ratings
        <span className="key-cap" aria-hidden="true">
          Enter
        </span>
      </button>
    </div>
  );
}
