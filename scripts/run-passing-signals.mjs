import { spawn } from "node:child_process";
import { constants } from "node:os";

/** npm passes on no others. */
const SIGNALS = ["SIGINT", "SIGTERM"];

/** Runs a command to its end, telling it what this process is told: who stops the one means the other. Resolves with the exit code, as a shell counts it. */
export function runPassingSignals(command, words, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: "inherit", ...options });
    for (const signal of SIGNALS) {
      process.on(signal, () => child.kill(signal));
    }
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
