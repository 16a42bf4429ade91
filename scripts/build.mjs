// Builds the program into dist/. Does nothing where dist/ was built from the very files that are there now.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What is started as a file of its own: the process, its threads, and the servers of benchmarks. Name in dist/ → source; one that is not there is left out. */
const PROGRAMS = {
  main: "src/main.ts",
  "store-thread": "src/storage/sqlite/store-thread.ts",
  "scoring-thread": "src/scoring-thread.ts",
  "learning-thread": "src/learning-thread.ts",
  "measured-server": "bench/support/measured-server.ts",
  "bare-start": "bench/support/bare-start.ts",
};
/** What is read beside a program: place in dist/ → source. */
const FILES = { migrations: "src/storage/sqlite/migrations" };
/** Besides src/, all that the build follows from. */
const RECIPE = [
  "package-lock.json",
  "tsconfig.json",
  "scripts/build.mjs",
  "scripts/bundle.mjs",
  "scripts/parse-shipped-texts.mjs",
];

/** The voting page: built by itself, since most changes leave it as it was and it takes longest. */
const PAGE = {
  sources: "src/web",
  recipe: ["package-lock.json", "tsconfig.json", "vite.config.ts", "scripts/build.mjs"],
  place: "web",
};

/** The TypeScript client, which runs elsewhere than the program. Left out where its sources are, as in the image. */
const CLIENT = {
  sources: "clients/typescript/src",
  recipe: ["package-lock.json", "scripts/build.mjs", "scripts/build-client.mjs"],
  place: "client",
};

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "dist");
const stamp = join(target, ".built");

const pageFiles = listFiles(PAGE.sources, "");
const clientFiles = existsSync(join(root, CLIENT.sources)) ? listFiles(CLIENT.sources, ".ts") : [];
const sources = listFiles("src", "").filter((file) => !pageFiles.includes(file));
const scenarios = listFiles("scenarios", ".yaml");
const programs = Object.fromEntries(Object.entries(PROGRAMS).filter(([, source]) => existsSync(join(root, source))));
await Promise.all([
  unlessFresh(stamp, [...sources, ...scenarios, ...Object.values(programs), ...RECIPE], buildPrograms),
  unlessFresh(join(target, PAGE.place, ".built"), [...pageFiles, ...PAGE.recipe], buildPage),
  ...(clientFiles.length === 0
    ? []
    : [unlessFresh(join(target, CLIENT.place, ".built"), [...clientFiles, ...CLIENT.recipe], buildTypescriptClient)]),
]);

async function buildPrograms() {
  // Loading the bundler takes longer than finding out that it is not needed.
  const { bundle } = await import("./bundle.mjs");
  const { parseShippedTexts } = await import("./parse-shipped-texts.mjs");
  for (const name of existsSync(target) ? readdirSync(target) : []) {
    if (name !== PAGE.place && name !== CLIENT.place) {
      rmSync(join(target, name), { recursive: true, force: true });
    }
  }
  await bundle(programs);
  for (const [place, source] of Object.entries(FILES)) {
    cpSync(join(root, source), join(target, place), { recursive: true });
  }
  writeFileSync(join(target, "parsed-texts.json"), parseShippedTexts(scenarios.map((file) => join(root, file))));
}

async function buildPage() {
  const { build } = await import("vite");
  await build({ configFile: join(root, "vite.config.ts"), logLevel: "warn" });
}

async function buildTypescriptClient() {
  const { buildClient } = await import("./build-client.mjs");
  await buildClient(join(root, CLIENT.sources), join(target, CLIENT.place));
}

/** Runs a build unless the stamp says that it was made from the very files that are there now. */
async function unlessFresh(stampFile, files, run) {
  const inputs = describeInputs(files);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === inputs) {
    return;
  }
  // A build that fails half-way is not taken for a whole one.
  rmSync(stampFile, { force: true });
  await run();
  writeFileSync(stampFile, inputs);
}

/** Name, size and time of every input: a file that came, went or was put back to an older version tells too. */
function describeInputs(files) {
  return [...new Set(files)]
    .map((file) => {
      const { size, mtimeMs } = statSync(join(root, file));
      return `${file} ${size} ${mtimeMs}\n`;
    })
    .join("");
}

/** The files of a folder with that ending, seen from the root. */
function listFiles(folder, ending) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}
