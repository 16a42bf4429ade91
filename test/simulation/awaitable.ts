import type { ComparisonStore } from "../../src/ports/comparison-store.ts";
import type { QuestionStore } from "../../src/ports/question-store.ts";
import type { Synchronous } from "../../src/storage/sqlite/store-operation.ts";

/** Does one call of a store, at once or later, or not at all. */
export type Perform = (method: string, args: readonly unknown[], work: () => unknown) => Promise<unknown>;

const AT_ONCE: Perform = async (_method, _args, work) => work();

/** A port over a store that does everything at once. @param perform when, and whether, each call is done. */
export function awaitable<Port extends QuestionStore | ComparisonStore>(store: Synchronous<Port>, perform = AT_ONCE): Port {
  const methods = new Map<string | symbol, unknown>();
  const port = new Proxy(store, {
    get: (target, name) => {
      const known = methods.get(name);
      if (known !== undefined) {
        return known;
      }
      const method = Reflect.get(target, name) as (...args: readonly unknown[]) => unknown;
      const call = (...args: readonly unknown[]) => perform(String(name), args, () => method.apply(target, [...args]));
      methods.set(name, call);
      return call;
    },
  });
  return port as unknown as Port;
}
