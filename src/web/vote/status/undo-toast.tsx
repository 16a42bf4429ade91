import type { UndoableVote } from "../machine/voting-state.ts";
import { KeyCap } from "../question/key-cap.tsx";

interface UndoToastProps {
  readonly undoable: UndoableVote | null;
  /** Whether the server has acknowledged the vote. */
  readonly isSaved: boolean;
  readonly keys: readonly string[];
  readonly onUndo: () => void;
}

/** Offers to take the last vote back, for as long as that can be done. */
export function UndoToast({ undoable, isSaved, keys, onUndo }: UndoToastProps) {
  return (
    <div className="toast-place">
      {undoable === null ? null : (
        <section className="toast" aria-label="Your last vote">
          <p>{isSaved ? "Saved." : "Saving …"}</p>
          <button type="button" className="button button-small" onClick={onUndo}>
            Undo <KeyCap keys={keys} />
          </button>
        </section>
      )}
    </div>
  );
}
