/** A value, or one that is still to come: what is there at once is not waited for, since waiting costs more than many a score. */
export type Awaitable<Value> = Value | Promise<Value>;

/** What `next` makes of the value: at once where it is there, else when it comes. Throws or rejects as the value or `next` does. */
export function whenThere<Value, Next>(value: Awaitable<Value>, next: (value: Value) => Next): Awaitable<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}
