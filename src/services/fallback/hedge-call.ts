import type { CallOff } from "./call-off.ts";
import type { FallbackPorts } from "./fallback-ports.ts";

const UNNEEDED: CallOff = "unneeded";

/**
 * Makes a call, and a second one of the same where the first has not answered after a while. What answers first counts, the other is called off; it rejects with what failed first where neither answers.
 * @param second begins the second call; null: it may not be made
 */
export function hedgeCall<T>(
  ports: Pick<FallbackPorts, "clock" | "deadlines">,
  afterMs: number,
  signal: AbortSignal,
  first: (signal: AbortSignal) => Promise<T>,
  second: (signal: AbortSignal) => Promise<T> | null,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const faults: unknown[] = [];
    let underWay = 0;
    const stop = () => controller.abort(signal.reason);
    const end = () => {
      deadline.takeBack();
      signal.removeEventListener("abort", stop);
    };
    const follow = (call: Promise<T> | null) => {
      underWay += call === null ? 0 : 1;
      call?.then(
        (value) => {
          end();
          resolve(value);
          controller.abort(UNNEEDED);
        },
        (fault: unknown) => {
          faults.push(fault);
          underWay -= 1;
          if (underWay === 0) {
            end();
            reject(faults[0]);
          }
        },
      );
    };
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener("abort", stop, { once: true });
    const deadline = ports.deadlines.add(ports.clock.now() + afterMs, () => follow(second(controller.signal)));
    follow(first(controller.signal));
  });
}
