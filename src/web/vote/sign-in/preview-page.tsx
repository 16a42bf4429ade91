/** Shown to a crowd's worker who only looks at the task: nothing can be answered yet. */
export function PreviewPage() {
  return (
    <main className="plain-page">
      <h1>Which answer is better?</h1>
      <p>
        You will see a request and two answers to it, A and B, and say which of them is better. One key is one vote; most take
        less than a minute.
      </p>
      <p>This is a preview. Accept the task to begin.</p>
    </main>
  );
}
