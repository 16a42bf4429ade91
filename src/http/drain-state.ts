/** Whether the server is on its way out. Made by the composition, started by the server's drain, read by `/readyz`. */
export class DrainState {
  #isDraining = false;

  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** There is no way back: a draining server ends. */
  start(): void {
    this.#isDraining = true;
  }
}
