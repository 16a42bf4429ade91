import type { QuestionStore } from "../../src/ports/question-store.ts";

/** When a call fails: before anything was kept, or after all of it was. */
export type FaultMoment = "before" | "after";

/** A store whose next calls fail as they are told to. */
export interface FailingQuestionStore {
  readonly store: QuestionStore;
  /** The next call of that method fails. */
  failNext(method: keyof QuestionStore, moment: FaultMoment): void;
  /** The next call of that method waits until the returned function is called. */
  holdNext(method: keyof QuestionStore): () => void;
}

/** A question store that does what the other does, unless it is told to fail or to wait. */
export function createFailingQuestionStore(inner: QuestionStore): FailingQuestionStore {
  const faults: { readonly method: string; readonly moment: FaultMoment }[] = [];
  const holds = new Map<string, Promise<void>>();
  // A copy: the proxy of a frozen object may not hand out other methods than its own.
  const store = new Proxy(
    { ...inner },
    {
      get:
        (target, method) =>
        async (...args: unknown[]) => {
          const name = String(method);
          const hold = holds.get(name);
          holds.delete(name);
          await hold;
          const index = faults.findIndex((fault) => fault.method === name);
          const [fault] = index < 0 ? [] : faults.splice(index, 1);
          if (fault?.moment === "before") {
            throw new Error("the store failed before it kept anything");
          }
          const call = Reflect.get(target, method) as (...given: unknown[]) => Promise<unknown>;
          const result = await call.apply(target, args);
          if (fault?.moment === "after") {
            throw new Error("the store failed after it kept everything");
          }
          return result;
        },
    },
  );
  return {
    store,
    failNext: (method, moment) => void faults.push({ method, moment }),
    holdNext: (method) => {
      let release: () => void = () => undefined;
      holds.set(
        method,
        new Promise((resolve) => {
          release = resolve;
        }),
      );
      return release;
    },
  };
}
