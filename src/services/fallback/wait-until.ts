import type { FallbackPorts } from "./fallback-ports.ts";

/** Resolves when the clock shows the instant, or as soon as the signal aborts. */
export function waitUntil(ports: Pick<FallbackPorts, "deadlines">, at: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = () => {
      deadline.takeBack();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const deadline = ports.deadlines.add(at, end);
    signal.addEventListener("abort", end, { once: true });
  });
}
