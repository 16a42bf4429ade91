interface WaitingViewProps {
  /** True once the server has said so. */
  readonly isNoneWaiting: boolean;
}

/** Shown while there is nothing to answer. */
export function WaitingView({ isNoneWaiting }: WaitingViewProps) {
  return (
    <section className="middle" aria-label="Waiting">
      <div className="breath" aria-hidden="true" />
      <h1>{isNoneWaiting ? "Nothing is waiting" : "Looking for a question …"}</h1>
      <p>The next question appears here the moment it exists. You can leave this window open.</p>
    </section>
  );
}
