import { type ReactNode, useEffect, useState } from "react";

const LOCK = "folkmoot.voting";

/** One attempt at being the window: another object for each, so that each is made. */
interface Claim {
  /** True takes the place from another window, false waits for it. */
  readonly takes: boolean;
}

/** Shows its children in one window of the browser at a time: an annotator has one question in hand, and two windows would both show it. */
export function SingleWindow({ children }: { readonly children: ReactNode }) {
  const [isOurs, setIsOurs] = useState(!hasLocks());
  const [claim, setClaim] = useState<Claim>({ takes: false });
  useEffect(() => {
    if (!hasLocks()) {
      return;
    }
    const waiting = new AbortController();
    let release: () => void = () => undefined;
    const options = claim.takes ? { steal: true } : { signal: waiting.signal };
    const held = navigator.locks.request(LOCK, options, () => {
      setIsOurs(true);
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    held.catch((error: unknown) => {
      if (waiting.signal.aborted) {
        return;
      }
      if (error instanceof DOMException && error.name === "AbortError") {
        // Another window took it: back in the line behind it.
        setIsOurs(false);
        setClaim({ takes: false });
        return;
      }
      // Browsers that keep nothing for pages within others' refuse locks there, too: better two windows than none.
      setIsOurs(true);
    });
    return () => {
      waiting.abort();
      release();
    };
  }, [claim]);
  if (isOurs) {
    return children;
  }
  return (
    <main className="plain-page">
      <h1>Voting is open in another window</h1>
      <p>It goes on here as soon as that window is closed.</p>
      <button type="button" className="button" onClick={() => setClaim({ takes: true })}>
        Go on here
      </button>
    </main>
  );
}

/** Only in secure contexts: https, or one's own machine. */
function hasLocks(): boolean {
  return "locks" in navigator;
}
