import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Target } from "./generator-messages.ts";
import { waitForPool } from "./sign-in-annotators.ts";

const PROGRAM = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** `folkmoot simulate` at work, as a process of its own. */
export interface SimulatedCrowd {
  /** Ends it. Resolves with the table that it prints. */
  stop(): Promise<string>;
}

/** Starts a crowd and waits until all of it is there. @param speed of a vote, such as `1s`. */
export async function startCrowd(
  target: Pick<Target, "url" | "apiKey">,
  annotators: number,
  speed: string,
): Promise<SimulatedCrowd> {
  const words = [PROGRAM, "simulate", "--url", target.url, "--annotators", String(annotators), "--speed", speed, "--for", "1h"];
  const child = spawn(process.execPath, words, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, FOLKMOOT_API_KEY: target.apiKey },
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(child, "close");
  try {
    await waitForPool(target, ({ live }) => live >= annotators);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  return {
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      return said.trimEnd();
    },
  };
}
