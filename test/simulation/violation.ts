/** A promise that was broken. The name is the promise, the message what broke it. */
export class Violation extends Error {
  constructor(promise: string, detail: string) {
    super(detail);
    this.name = promise;
  }
}
