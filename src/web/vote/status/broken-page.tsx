/** Shown where the page itself has broken, as when a translator or an extension has changed it under its hands. */
export function BrokenPage() {
  return (
    <main className="plain-page" role="alert">
      <h1>The page has broken</h1>
      <p>It is nothing that you did. What you have voted is kept: load the page again to go on.</p>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        Load again
      </button>
    </main>
  );
}
