// Builds the program into dist/. Does nothing where dist/ was built from the very files that are there now.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What is started as a file of its own: the process, its threads, and the servers of benchmarks. Name in dist/ → source; one that is not there is left out. */
const PROGRAMS = {
  main: "src/main.ts",
  "store-thread": "src/storage/sqlite/store-thread.ts",
  "scoring-thread": "src/scoring-thread.ts",
  "measured-server": "bench/support/measured-server.ts",
};
/** What is read beside a program: place in dist/ → source. */
const FILES = { migrations: "src/storage/sqlite/migrations" };
/** Besides src/, all that the build follows from. */
const RECIPE = ["package-lock.json", "tsconfig.json", "scripts/build.mjs", "scripts/bundle.mjs"];

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "dist");
const stamp = join(target, ".built");

const programs = Object.fromEntries(Object.entries(PROGRAMS).filter(([, source]) => existsSync(join(root, source))));
const inputs = describeInputs();
if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) {
  process.exit(0);
}
// Loading the bundler takes longer than all of the above.
const { bundle } = await import("./bundle.mjs");
rmSync(target, { recursive: true, force: true });
await bundle(programs);
for (const [place, source] of Object.entries(FILES)) {
  cpSync(join(root, source), join(target, place), { recursive: true });
}
writeFileSync(stamp, inputs);

/** Name, size and time of every input: a file that came, went or was put back to an older version tells too. */
function describeInputs() {
  const sources = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  return [...new Set([...sources.sort(), ...Object.values(programs), ...RECIPE])]
    .map((file) => {
      const { size, mtimeMs } = statSync(join(root, file));
      return `${file} ${size} ${mtimeMs}\n`;
    })
    .join("");
}
