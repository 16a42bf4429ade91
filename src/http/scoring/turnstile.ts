/**
 * Lets those who pause go on one at a time, in the order in which they came: each in a turn of the event loop of its own, so that between any two of them the loop
 * takes in what has arrived, however many there are.
 * @param nextTurn calls back in the loop's next turn: `setImmediate`.
 */
export function createTurnstile(nextTurn: (callback: () => void) => void): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const letOneThrough = () => {
    waiting.shift()?.();
    if (waiting.length > 0) {
      nextTurn(letOneThrough);
    }
  };
  return () =>
    new Promise((resolve) => {
      if (waiting.push(resolve) === 1) {
        nextTurn(letOneThrough);
      }
    });
}
