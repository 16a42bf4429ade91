/** Whether the server is on its way out. Made by the composition, moved on by the server's drain, read by `/readyz` and by answers that stay open. There is no way back: a draining server ends. */
export class DrainState {
  readonly #start = new Moment();
  readonly #leave = new Moment();

  /** It has been told to stop, and may still take connections for as long as that is announced. */
  get isDraining(): boolean {
    return this.#start.isPast;
  }

  /** It takes no connections any more. */
  get isLeaving(): boolean {
    return this.#leave.isPast;
  }

  start(): void {
    this.#start.pass();
  }

  leave(): void {
    this.#start.pass();
    this.#leave.pass();
  }

  /** Calls the listener once when the server is told to stop, at once where it was: for answers that would otherwise hold it up. The returned function takes it back. */
  onStart(listener: () => void): () => void {
    return this.#start.on(listener);
  }

  /** The same, when it takes no connections any more. */
  onLeave(listener: () => void): () => void {
    return this.#leave.on(listener);
  }
}

class Moment {
  readonly #listeners = new Set<() => void>();
  isPast = false;

  pass(): void {
    this.isPast = true;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) {
      listener();
    }
  }

  on(listener: () => void): () => void {
    if (this.isPast) {
      listener();
      return () => undefined;
    }
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
