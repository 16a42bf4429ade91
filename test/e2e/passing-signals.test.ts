import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PROGRAM, SHIPPED_SCENARIOS } from "./support/program.ts";
import { waitUntil } from "./support/wait-until.ts";

const ROOT = new URL("../../", import.meta.url);

describe("npm start", () => {
  it.each(["start", "folkmoot", "demo", "demo:chaos"])(
    "%s: no shell stays between npm and the program, to die of a signal in its place",
    (name) => {
      const { scripts } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8")) as { scripts: Record<string, string> };
      expect(scripts[name]).toMatch(/^exec node scripts\/prepared\.mjs node dist\/main\.js/);
    },
  );

  it.each(["SIGTERM", "SIGINT"] as const)("%s reaches the server behind it, and its exit code comes back", async (signal) => {
    const words = [PROGRAM, "serve", "--port", "0", "--scenarios", SHIPPED_SCENARIOS, "--database", "sqlite::memory:"];
    const script = `
      const { runPassingSignals } = await import(${JSON.stringify(new URL("scripts/run-passing-signals.mjs", ROOT).href)});
      process.exitCode = await runPassingSignals(process.execPath, ${JSON.stringify(words)}, {});`;
    const wrapper = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"] ?? "" },
    });
    let said = "";
    const gather = (text: string) => {
      said += text;
    };
    wrapper.stdout.setEncoding("utf8").on("data", gather);
    wrapper.stderr.setEncoding("utf8").on("data", gather);
    await waitUntil("the server listens", () => said.includes("listening on"));
    wrapper.kill(signal);
    // By a terminal it comes again.
    wrapper.kill(signal);
    expect(await once(wrapper, "close")).toEqual([0, null]);
    expect(said).toContain('"msg":"stopped"');
  });
});
