interface PausedViewProps {
  /** True after very long work: a break comes first. */
  readonly isRestDue: boolean;
  readonly onResume: () => void;
}

/** Shown during a pause. After very long work it lasts until a break has been taken. */
export function PausedView({ isRestDue, onResume }: PausedViewProps) {
  return (
    <section className="middle" aria-label="Paused">
      <h1>{isRestDue ? "Time for a real break" : "Paused"}</h1>
      <p>
        {isRestDue
          ? "You have worked for a long time. Votes get worse and so do backs: take at least five minutes, then you can go on here."
          : "The question went back, so nobody waits for you."}
      </p>
      <button type="button" className="button" onClick={onResume} disabled={isRestDue}>
        Go on
      </button>
    </section>
  );
}
