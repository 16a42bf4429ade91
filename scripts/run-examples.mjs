// Runs the examples against a server of their own; examples/README.md says how a folder tells what it runs.
// usage: node scripts/run-examples.mjs [--show] [--python <interpreter>] [<example> …]
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeEnvironment } from "./run-python-tests.mjs";

const RUN_MS_MAX = 120_000;
const OPT_IN_RUN_MS_MAX = 3_600_000;

/**
 * Runs all examples that are not opt-in, or those named. What they say is shown where one fails.
 * @param {string} root the project's folder
 * @param {{names?: readonly string[], python?: string, isShown?: boolean}} options `python`: an interpreter instead of the tests' own; `isShown`: show what passes too
 * @returns {Promise<{passed: number, skipped: number, failures: string[]}>} counts of runs, and those that failed by name; an opt-in example that is not named counts for nothing
 */
export async function runExamples(root, { names = [], python, isShown = false } = {}) {
  const examples = readExamples(root);
  const unknown = names.filter((name) => !examples.some((example) => example.name === name));
  if (unknown.length > 0) {
    throw new Error(`There is no example ${unknown.join(", ")}; there are ${examples.map((each) => each.name).join(", ")}.`);
  }
  const chosen = examples.filter((example) => (names.length > 0 ? names.includes(example.name) : example.optIn === undefined));
  const world = {
    root,
    isShown,
    interpreter: python === undefined ? findPython(root) : { python },
    counts: { passed: 0, skipped: 0, failures: [] },
  };
  const shared = chosen.filter((example) => example.scenarios === undefined);
  if (shared.length > 0) {
    await withServer(root, join(root, "scenarios"), async (url) => {
      for (const example of shared) {
        await runExample(world, example, url);
      }
    });
  }
  for (const example of chosen.filter((each) => each.scenarios !== undefined)) {
    await withServer(root, join(example.folder, example.scenarios), (url) => runExample(world, example, url));
  }
  for (const { name, optIn } of examples.filter((example) => !chosen.includes(example) && names.length === 0)) {
    console.log(`- ${name}: not run, opt-in: ${optIn}`);
  }
  return world.counts;
}

/** Every folder with an example.json, as that says. */
function readExamples(root) {
  const folder = join(root, "examples");
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "example.json")))
    .map((name) => ({
      name,
      folder: join(folder, name),
      ...JSON.parse(readFileSync(join(folder, name, "example.json"), "utf8")),
    }));
}

/** The interpreter of the Python package's tests, or why there is none. */
function findPython(root) {
  const made = makeEnvironment(root, join(root, "clients", "python"));
  return typeof made === "string" ? { lacking: made } : { python: made.python };
}

/** Starts a server on a free port, calls back with its address, and stops it. */
async function withServer(root, scenarios, use) {
  const program = join(root, "dist", "main.js");
  const words = ["serve", "--port", "0", "--database", "sqlite::memory:", "--scenarios", scenarios, "--log-level", "silent"];
  const server = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "pipe", "inherit"], env: ownEnvironment() });
  const ended = new Promise((settle) => {
    server.on("close", settle);
  });
  try {
    await use(await addressOf(server));
  } finally {
    server.kill("SIGTERM");
    await ended;
  }
}

/** What a server that has started says. Rejects where it ends instead. */
function addressOf(server) {
  return new Promise((settle, fail) => {
    const lines = createInterface({ input: server.stdout });
    lines.on("line", (line) => {
      const url = /^listening on (\S+)$/.exec(line)?.[1];
      if (url !== undefined) {
        settle(url);
      }
    });
    lines.on("close", () => fail(new Error("The server of the examples did not start.")));
  });
}

/** This process's environment without settings that are meant for another server. */
function ownEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("FOLKMOOT_")));
}

async function runExample(world, example, url) {
  const output = mkdtempSync(join(tmpdir(), "folkmoot-example-"));
  try {
    for (const { command, says } of example.runs) {
      const title = `${example.name}: ${command.join(" ")}`;
      const lacking = whatLacks(world, example, command);
      if (lacking !== null) {
        console.log(`- ${title}: SKIPPED: ${lacking}`);
        world.counts.skipped += 1;
        continue;
      }
      const startedAt = performance.now();
      const done = await runToEnd(toWords(world, command, output), example, url, world.root);
      const missing = says.filter((pattern) => !new RegExp(pattern, "m").test(done.stdout));
      const isFine = done.exitCode === 0 && missing.length === 0;
      if (isFine) {
        world.counts.passed += 1;
      } else {
        world.counts.failures.push(`the example ${title}`);
      }
      console.log(`${isFine ? "✓" : "✗"} ${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
      if (!isFine || world.isShown) {
        console.log(`${done.stdout}${done.stderr}`.trimEnd().replaceAll(/^/gm, "    "));
      }
      if (!isFine) {
        console.log(`    exit code ${done.exitCode}${missing.map((pattern) => `; no line fits ${pattern}`).join("")}`);
      }
    }
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** Why a run cannot be made here; null where it can. */
function whatLacks({ interpreter }, { needs = [] }, [program]) {
  const missing = needs.find((name) => spawnSync(name, ["--version"]).status !== 0);
  if (missing !== undefined) {
    return `there is no ${missing}.`;
  }
  return program === "python" ? (interpreter.lacking ?? null) : null;
}

/** The command line of a run; what is not one of our words is the system's. */
function toWords({ root, interpreter }, [program, ...words], output) {
  const programs = {
    python: [interpreter.python],
    node: [process.execPath],
    tsx: [process.execPath, join(root, "node_modules", "tsx", "dist", "cli.mjs")],
    folkmoot: [process.execPath, join(root, "dist", "main.js")],
  };
  return [...(programs[program] ?? [program]), ...words.map((word) => word.replaceAll("{folder}", output))];
}

/** Runs a command in the example's folder. One that takes too long is ended, which is a failure. */
function runToEnd([command, ...words], example, url, root) {
  const env = {
    ...ownEnvironment(),
    FOLKMOOT_URL: url,
    PYTHONPATH: [join(root, "clients", "python", "src"), process.env.PYTHONPATH].filter(Boolean).join(delimiter),
    PYTHONDONTWRITEBYTECODE: "1",
  };
  const timeout = example.optIn === undefined ? RUN_MS_MAX : OPT_IN_RUN_MS_MAX;
  const child = spawn(command, words, { cwd: example.folder, env, timeout, stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    child[name].setEncoding("utf8").on("data", (text) => {
      said[name] += text;
    });
  }
  return new Promise((settle) => {
    child.on("error", (error) => settle({ ...said, stderr: error.message, exitCode: null }));
    child.on("close", (exitCode) => settle({ ...said, exitCode }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { show: { type: "boolean" }, python: { type: "string" } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const chosen = {
    names: positionals,
    isShown: values.show ?? false,
    ...(values.python === undefined ? {} : { python: resolve(values.python) }),
  };
  const { passed, skipped, failures } = await runExamples(fileURLToPath(new URL("..", import.meta.url)), chosen);
  const line = `${passed} passed, ${failures.length} failed`;
  console.log(skipped > 0 ? `${line}, ${skipped} skipped` : line);
  process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
}
