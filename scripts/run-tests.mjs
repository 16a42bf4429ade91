// Runs every test project, the Python package's tests and the examples, or the projects named. Closes with what failed, by name, and the line
// "N passed, N failed".
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { runExamples } from "./run-examples.mjs";
import { runPythonTests } from "./run-python-tests.mjs";

const MESSAGE_LINES_MAX = 12;

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "folkmoot-tests-"));
const report = join(folder, "report.json");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const words = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)];
const done = spawnSync(process.execPath, [vitest, ...words], { cwd: root, stdio: "inherit" });

let passed = 0;
let skipped = 0;
const failures = [];
try {
  const { numPassedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  [passed, skipped] = [numPassedTests, numPendingTests];
  failures.push(...testResults.flatMap(failuresOf));
} catch (error) {
  failures.push(`The test run left no report: ${error.message}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (done.status !== 0 && failures.length === 0) {
  failures.push(`The test run ended with ${done.status ?? done.signal}, and no test of it failed: its output says why.`);
}
if (process.argv.length === 2) {
  const python = runPythonTests(root);
  console.log("\nThe examples");
  const examples = await runExamples(root).catch((error) => ({ passed: 0, skipped: 0, failures: [error.message] }));
  for (const counts of [python, examples]) {
    [passed, skipped] = [passed + counts.passed, skipped + counts.skipped];
    failures.push(...counts.failures);
  }
}
for (const failure of failures) {
  console.log(`failed: ${failure}`);
}
const line = `${passed} passed, ${failures.length} failed`;
console.log(skipped > 0 ? `${line}, ${skipped} skipped` : line);
process.exit(failures.length === 0 && passed > 0 ? 0 : 1);

/** What failed in one file of tests. A file that could not even be loaded has no tests of its own, and is one failure. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  if (status === "failed" && assertionResults.length === 0) {
    return [`${file}\n${toLines(message)}`];
  }
  return failed.map((test) => `${file}: ${test.fullName}\n${toLines(test.failureMessages.join("\n"))}`);
}

/** The first lines of a message that speak of this project, set in. */
function toLines(message) {
  return message
    .split("\n")
    .filter((each) => !each.includes("/node_modules/"))
    .slice(0, MESSAGE_LINES_MAX)
    .map((each) => `    ${each}`)
    .join("\n");
}
