/** Whether the server is on its way out. Made by the composition, started by the server's drain, read by `/readyz` and by answers that stay open. */
export class DrainState {
  #isDraining = false;
  readonly #listeners = new Set<() => void>();

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** There is no way back: a draining server ends. */
  start(): void {
    this.#isDraining = true;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) {
      listener();
    }
  }

  /** Calls the listener once when the server begins to leave, at once where it has: for answers that would otherwise hold it up. The returned function takes it back. */
  onStart(listener: () => void): () => void {
    if (this.#isDraining) {
      listener();
      return () => undefined;
    }
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
