// Runs a command with everything it needs in place: dependencies installed, program built. From a clean clone this is all there is to do by hand.
// usage: node scripts/prepared.mjs <command …>
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPassingSignals } from "./run-passing-signals.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const windows = process.platform === "win32";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Folkmoot needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

function run(command, words, options = {}) {
  const done = spawnSync(command, words, { cwd: root, stdio: "inherit", shell: windows, ...options });
  if (done.status !== 0) {
    process.exit(done.status ?? 1);
  }
}

/** The lock file npm leaves in node_modules says when the last install ended. */
const installed = join(root, "node_modules", ".package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, "package-lock.json")).mtimeMs) {
  console.error("Installing dependencies (better-sqlite3 may be compiled: about a minute) …");
  // Not `npm ci`: it refuses the lock file wherever a registry lacks another platform's optional binaries. The locked versions are installed either way.
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund"], { stdio: ["ignore", 2, 2] });
}
run(process.execPath, ["scripts/build.mjs"], { stdio: ["ignore", 2, 2] });

const [command, ...words] = process.argv.slice(2);
const local = join(root, "node_modules", ".bin", command);
const program = command === "node" ? process.execPath : existsSync(local) ? local : command;
process.exit(await runPassingSignals(program, words, { cwd: root, shell: windows }));
