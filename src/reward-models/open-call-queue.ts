import PQueue from "p-queue";
import type { OpenCallQueue } from "../ports/call-queue.ts";

/** A line of calls on p-queue. */
export const openCallQueue: OpenCallQueue = (concurrency) => {
  const queue = new PQueue({ concurrency });
  return {
    run: (task) => queue.add(task),
    get hasRoom() {
      return queue.pending < concurrency;
    },
  };
};
