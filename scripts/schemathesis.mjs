// Runs Schemathesis (https://schemathesis.readthedocs.io), installed from PyPI into a folder of its own, against a real server on a database of its own.
// usage: node scripts/prepared.mjs node scripts/schemathesis.mjs [--max-examples N] [further options of `st run`]
// SCHEMATHESIS names a Schemathesis that is there already.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAX_EXAMPLES = "100";
/** What the API does on purpose and these checks call a failure. */
const EXCLUDED_CHECKS = [
  // A batch is answered 200 with an error in the place of a bad item.
  "negative_data_rejection",
  // A schema cannot say what a scenario allows: its own cap of turns, the turns at which an episode can be forked, what is not served yet.
  "positive_data_acceptance",
  // A method that a path does not have is answered 404 with Allow.
  "unsupported_method",
  // An episode that was ended can still be read.
  "use_after_free",
].join(",");
const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "dist", "main.js");
const folder = mkdtempSync(join(tmpdir(), "folkmoot-schemathesis-"));
const database = `sqlite:${join(folder, "folkmoot.db")}`;
const installed = process.env.SCHEMATHESIS;

/** Its output; ends this process where it fails. */
function run(command, words) {
  const done = spawnSync(command, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (done.status !== 0) {
    console.error(`${command} ${words.join(" ")} failed: ${done.error?.message ?? done.stdout}`);
    process.exit(1);
  }
  return done.stdout.trim();
}

function install() {
  console.error("Installing schemathesis …");
  run("python3", ["-m", "venv", "venv"]);
  run(join(folder, "venv", "bin", "pip"), ["install", "--quiet", "--disable-pip-version-check", "schemathesis"]);
  return join(folder, "venv", "bin", "st");
}

async function startServer() {
  const words = ["serve", "--port", "0", "--database", database, "--scenarios", join(root, "scenarios"), "--log-level", "error"];
  const server = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error("The server ended before it listened.")));
    let text = "";
    server.stdout.on("data", (chunk) => {
      text += chunk;
      const found = /listening on (\S+)/.exec(text)?.[1];
      if (found) {
        resolve(found);
      }
    });
  });
  return { server, url };
}

try {
  const st = installed ?? install();
  const key = run(process.execPath, [
    program,
    "keys",
    "create",
    "--name",
    "schemathesis",
    "--scope",
    "trainer",
    "--database",
    database,
  ]);
  const { server, url } = await startServer();
  const given = process.argv.slice(2);
  const examples = given.includes("--max-examples") ? [] : ["--max-examples", MAX_EXAMPLES];
  const words = ["run", `${url}/openapi.json`, "--header", `Authorization: Bearer ${key}`, "--exclude-checks", EXCLUDED_CHECKS];
  // Bodies with many optional members are slow to draw; that is no fault of the server's.
  words.push("--suppress-health-check", "all", "--continue-on-failure", ...examples, ...given);
  const tested = spawn(st, words, { cwd: folder, stdio: "inherit" });
  process.exitCode = await new Promise((resolve) => tested.once("exit", (code) => resolve(code ?? 1)));
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
