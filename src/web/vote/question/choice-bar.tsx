import type { Answer, Choice, CompareQuestion, Strength } from "../api/offer.ts";
import type { KeyAction, KeyMap } from "../keys/key-action.ts";
import { KeyCap } from "./key-cap.tsx";

interface ChoiceBarProps {
  readonly question: CompareQuestion;
  readonly keys: KeyMap;
  readonly asksStrength: boolean;
  /** The answer that is on its way or to be changed; null: none yet. */
  readonly given: Answer | null;
  readonly isDisabled: boolean;
  /** `pressedAt`: in the time of events. */
  readonly onChoose: (choice: Choice, strength: Strength | null, pressedAt: number) => void;
}

interface Option {
  readonly choice: Choice;
  readonly strength: Strength | null;
  readonly action: KeyAction;
  readonly text: string;
  readonly look: string;
}

const PLAIN: readonly Option[] = [
  { choice: "left", strength: null, action: "left", text: "A is better", look: "choice-side" },
  { choice: "tie", strength: null, action: "tie", text: "Equally good", look: "" },
  { choice: "both_bad", strength: null, action: "both_bad", text: "Both bad", look: "" },
  { choice: "right", strength: null, action: "right", text: "B is better", look: "choice-side" },
];

const GRADED: readonly Option[] = [
  { choice: "left", strength: 3, action: "left_much", text: "A much better", look: "choice-side" },
  { choice: "left", strength: 2, action: "left", text: "A better", look: "choice-side" },
  { choice: "left", strength: 1, action: "left_slightly", text: "A slightly", look: "choice-side" },
  { choice: "tie", strength: null, action: "tie", text: "Equally good", look: "" },
  { choice: "both_bad", strength: null, action: "both_bad", text: "Both bad", look: "" },
  { choice: "right", strength: 1, action: "right_slightly", text: "B slightly", look: "choice-side" },
  { choice: "right", strength: 2, action: "right", text: "B better", look: "choice-side" },
  { choice: "right", strength: 3, action: "right_much", text: "B much better", look: "choice-side" },
];

/** The choices, each a button with its key. */
export function ChoiceBar({ question, keys, asksStrength, given, isDisabled, onChoose }: ChoiceBarProps) {
  const options = (asksStrength ? GRADED : PLAIN).filter(({ choice }) => question.choices.includes(choice));
  return (
    <fieldset className={`choice-bar ${asksStrength ? "choice-bar-graded" : ""}`}>
      <legend className="unseen">Your vote</legend>
      {options.map(({ choice, strength, action, text, look }) => (
        <button
          key={action}
          type="button"
          className={`button choice ${look}`}
          data-choice={choice}
          aria-pressed={isGiven(given, choice, asksStrength ? strength : null)}
          aria-keyshortcuts={keys[action].join(" ")}
          aria-disabled={isDisabled}
          onClick={({ timeStamp }) => onChoose(choice, strength, timeStamp)}
        >
          <span>{text}</span>
          <KeyCap keys={keys[action]} />
        </button>
      ))}
    </fieldset>
  );
}

function isGiven(given: Answer | null, choice: Choice, strength: Strength | null): boolean {
  return given?.kind === "compare" && given.choice === choice && (strength === null || given.strength === strength);
}
