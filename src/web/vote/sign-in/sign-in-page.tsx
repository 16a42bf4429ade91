import { useId, useState } from "react";

interface SignInPageProps {
  /** Why the visitor is not signed in; null: they just came. */
  readonly problem: string | null;
  /** Tries the same again; null where that would not help. */
  readonly onRepeat: (() => void) | null;
  /** Resolves with what hindered, null where nothing did. */
  readonly onGuest: () => Promise<string | null>;
}

/** Shown to whoever is not signed in. */
export function SignInPage({ problem, onRepeat, onGuest }: SignInPageProps) {
  const [guestProblem, setGuestProblem] = useState<string | null>(null);
  const [isTrying, setIsTrying] = useState(false);
  const noteId = useId();
  const tryAsGuest = async () => {
    setIsTrying(true);
    setGuestProblem(await onGuest());
    setIsTrying(false);
  };
  return (
    <main className="plain-page">
      <h1>Folkmoot</h1>
      <p>Here people say which of two answers is better. To vote, open the personal link that you were sent.</p>
      {problem === null ? null : (
        <div className="message message-warning" role="alert">
          <p>{problem}</p>
          {onRepeat === null ? (
            <p className="quiet">
              A link works once, for a limited time, and only whole: some mail programs cut it at the end of a line.
            </p>
          ) : (
            <button type="button" className="button" onClick={onRepeat}>
              Try again
            </button>
          )}
        </div>
      )}
      <button type="button" className="button" onClick={tryAsGuest} disabled={isTrying} aria-describedby={noteId}>
        Vote as a guest
      </button>
      <p id={noteId} className="quiet">
        Works where the server is open to everybody, as on one's own machine.
      </p>
      {guestProblem === null ? null : (
        <p className="message message-warning" role="alert">
          {guestProblem}
        </p>
      )}
    </main>
  );
}
