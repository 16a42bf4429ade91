import type { MessagePort } from "node:worker_threads";
import type { LearningCall, LearningMethod, LearningReply } from "./learning-calls.ts";

/** Serves calls that come through a port, one after another. */
export function serveLearning(port: MessagePort, methods: Readonly<Record<LearningMethod, (...args: never[]) => unknown>>): void {
  port.on("message", ({ number, method, args }: LearningCall) => {
    port.postMessage(answer(number, () => methods[method](...(args as never[]))));
  });
}

function answer(number: number, call: () => unknown): LearningReply {
  try {
    return { number, result: call() };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { number, error: { name, message, stack: stack ?? "" } };
  }
}
