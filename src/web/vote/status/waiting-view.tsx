interface WaitingViewProps {
  /** False before the server has said so. */
  readonly isConnected: boolean;
}

/** Shown while there is nothing to answer. */
export function WaitingView({ isConnected }: WaitingViewProps) {
  return (
    <section className="middle" aria-label="Waiting">
      <div className="breath" aria-hidden="true" />
      <h1>{isConnected ? "Nothing is waiting" : "Looking for a question …"}</h1>
      <p>The next question appears here the moment it exists. You can leave this window open.</p>
    </section>
  );
}
