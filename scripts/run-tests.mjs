// Runs every test project, the Python package's tests and the examples, or the projects named, and closes with the line "N passed, N failed".
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runExamples } from "./run-examples.mjs";
import { runPythonTests } from "./run-python-tests.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "folkmoot-tests-"));
const report = join(folder, "report.json");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const words = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)];
const done = spawnSync(process.execPath, [vitest, ...words], { cwd: root, stdio: "inherit" });

let passed = 0;
let failed = 0;
let skipped = 0;
try {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  // A file that could not even be loaded has no tests of its own, and is a failure.
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  [passed, failed, skipped] = [numPassedTests, numFailedTests + broken, numPendingTests];
} catch (error) {
  console.error(`The test run left no report: ${error.message}`);
  failed = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (done.status !== 0 && failed === 0) {
  failed = 1;
}
if (process.argv.length === 2) {
  const python = runPythonTests(root);
  console.log("\nThe examples");
  const examples = await runExamples(root).catch((error) => {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  for (const counts of [python, examples]) {
    [passed, failed, skipped] = [passed + counts.passed, failed + counts.failed, skipped + counts.skipped];
  }
}
console.log(skipped > 0 ? `${passed} passed, ${failed} failed, ${skipped} skipped` : `${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
