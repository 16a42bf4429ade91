import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);

/** What a process writes to standard error that logs so many lines and then ends. */
async function logAndEnd(lines: number, end: string): Promise<readonly string[]> {
  const entry = new URL("./open-logger.ts", import.meta.url).href;
  const program = `const { openLogger } = await import(${JSON.stringify(entry)});
    const logger = openLogger("info");
    for (let line = 1; line <= ${lines}; line += 1) logger.info({ line }, "counted");
    ${end}`;
  const { stderr } = await run(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stderr.split("\n").filter((line) => line.startsWith("{"));
}

describe("openLogger", () => {
  it.each([
    ["by itself", ""],
    ["at once", "process.exit(0);"],
    ["after the lines were flushed", "logger.flush(); process.exit(0);"],
  ])("writes every line, in order, of a process that ends %s", async (_how, end) => {
    const lines = await logAndEnd(50, end);
    expect(lines.map((line) => JSON.parse(line).line)).toEqual(Array.from({ length: 50 }, (_unused, index) => index + 1));
  });

  it("writes lines as JSON that tells level, time, service and message", async () => {
    const [line = ""] = await logAndEnd(1, "");
    expect(JSON.parse(line)).toEqual({ level: 30, time: expect.any(Number), service: "folkmoot", line: 1, msg: "counted" });
  });
});
