interface ReplacedPageProps {
  /** What comes of it for who was here before. */
  readonly leaving: string;
  /** Goes on as who has signed in last. */
  readonly onGoOn: () => void;
}

/** Shown in a window whose annotator is signed in no more, because somebody else has signed in in the same browser. */
export function ReplacedPage({ leaving, onGoOn }: ReplacedPageProps) {
  return (
    <main className="plain-page">
      <h1>Somebody else has signed in</h1>
      <p>
        Another link was opened in this browser, or a guest came in. A browser votes for one person at a time, and from then on
        for them.
      </p>
      <p role="alert">{leaving}</p>
      <button type="button" className="button" onClick={onGoOn}>
        Go on as who signed in last
      </button>
    </main>
  );
}
