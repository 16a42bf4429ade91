import { ModelCallError } from "../../ports/reward-model.ts";
import type { FallbackPorts } from "./fallback-ports.ts";

/**
 * One attempt that ends in time, whatever the model's promise does: after `timeoutMs`, and when the signal aborts, it rejects with reason `timeout` and the model is told to stop. Whatever else it rejects with is a
 * ModelCallError too.
 */
export function runAttempt<T>(
  ports: Pick<FallbackPorts, "clock" | "deadlines">,
  timeoutMs: number,
  signal: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const stop = () => {
      end();
      reject(new ModelCallError("timeout", "stopped before it had answered"));
      controller.abort();
    };
    const deadline = ports.deadlines.add(ports.clock.now() + timeoutMs, stop);
    const end = () => {
      deadline.takeBack();
      signal.removeEventListener("abort", stop);
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener("abort", stop, { once: true });
    settleWith(controller.signal, call).then(
      (value) => {
        end();
        resolve(value);
      },
      (fault: unknown) => {
        end();
        reject(
          fault instanceof ModelCallError
            ? fault
            : new ModelCallError("bad_answer", "broke its contract", null, { cause: fault }),
        );
      },
    );
  });
}

/** What the call throws rejects. */
async function settleWith<T>(signal: AbortSignal, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return await call(signal);
}
