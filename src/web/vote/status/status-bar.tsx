import type { Annotator } from "../api/annotator.ts";
import type { KeyMap } from "../keys/key-action.ts";
import { KeyCap } from "../question/key-cap.tsx";

interface StatusBarProps {
  readonly annotator: Annotator;
  readonly keys: KeyMap;
  readonly isPaused: boolean;
  readonly onPause: () => void;
  readonly onKeys: () => void;
  readonly onSettings: () => void;
}

/** The line on top: what was done today, and what is always at hand. */
export function StatusBar({ annotator, keys, isPaused, onPause, onKeys, onSettings }: StatusBarProps) {
  const { completion, votesToday } = annotator;
  return (
    <header className="status-bar">
      <p className="brand">Folkmoot</p>
      <p className="progress" data-testid="progress">
        {completion === null ? (
          `${votesToday} ${votesToday === 1 ? "vote" : "votes"} today`
        ) : (
          <>
            <progress max={completion.votesNeeded} value={completion.votesDone} aria-label="Votes of this task" />
            {` ${Math.min(completion.votesDone, completion.votesNeeded)} of ${completion.votesNeeded}`}
          </>
        )}
      </p>
      <nav className="tools" aria-label="Tools">
        <button type="button" className="button button-small" onClick={onPause}>
          {isPaused ? "Go on" : "Pause"} <KeyCap keys={keys.pause} />
        </button>
        <button type="button" className="button button-small" onClick={onKeys}>
          Keys <KeyCap keys={keys.help} />
        </button>
        <button type="button" className="button button-small" onClick={onSettings}>
          Settings
        </button>
      </nav>
    </header>
  );
}
