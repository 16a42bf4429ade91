// What every change must pass, side by side: format and lint, types, floors, dead code, fast tests. Prints each check's time as it ends and, of those that
// failed, what they said. The checks are package.json's scripts, so that each can be run alone.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

/** The longest first. */
const CHECKS = ["test:fast", "types", "dead-code", "floors", "lint"];

const root = fileURLToPath(new URL("..", import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const env = { ...process.env, PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env.PATH}`, NO_COLOR: "1" };

/** Runs one of package.json's scripts as npm would. Resolves with whether it passed. */
async function check(name) {
  const startedAt = performance.now();
  const child = spawn(scripts[name], { cwd: root, env, shell: true, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  }
  const exitCode = await new Promise((resolve) => {
    child.on("close", resolve);
    child.on("error", (error) => {
      said += `${error.message}\n`;
      resolve(null);
    });
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
  console.log(`${exitCode === 0 ? "✓" : "✗"} ${name.padEnd(12)}${seconds} s${exitCode === 0 ? "" : `\n${said.trimEnd()}\n`}`);
  return exitCode === 0;
}

const startedAt = performance.now();
const results = await Promise.all(CHECKS.map(check));
const failed = CHECKS.filter((_, index) => !results[index]);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(failed.length === 0 ? `all passed in ${seconds} s` : `failed after ${seconds} s: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
