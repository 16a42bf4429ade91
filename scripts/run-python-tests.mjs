// Tests and checks of the Python package: tests, lint, format, types, wheel. Needs Python 3.10 or newer with venv, and PyPI once.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";

const INTERPRETERS = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];
const PROBE = "import ensurepip, sys, venv; print(sys.version) if sys.version_info >= (3, 10) else sys.exit(1)";
const INSTALL_MS_MAX = 300_000;

/**
 * Runs them all. What they say goes to the terminal.
 * @param {string} root the project's folder
 * @returns {{passed: number, skipped: number, failures: string[]}} counts, and what failed by name; where there is no Python, one skipped, and the terminal says why
 */
export function runPythonTests(root) {
  const project = join(root, "clients", "python");
  const made = makeEnvironment(root, project);
  if (typeof made === "string") {
    console.log(`\nThe Python package's tests are SKIPPED: ${made}`);
    return { passed: 0, skipped: 1, failures: [] };
  }
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-python-"));
  try {
    const run = (...words) => isFine(made.python, words, project, made.environment);
    const report = join(folder, "report.xml");
    console.log("\nThe Python package: tests");
    const arePassed = run("-m", "pytest", "-q", `--junitxml=${report}`);
    const counts = readCounts(report, arePassed);
    const examples = join(root, "examples");
    const checks = [
      ["lint", () => run("-m", "ruff", "check", "--no-cache", ".", examples)],
      ["format", () => run("-m", "ruff", "format", "--no-cache", "--check", "-q", ".", examples)],
      ["types", () => run("-m", "mypy", "--cache-dir", join(made.folder, "mypy"))],
      ["wheel", () => run("-m", "build", "--wheel", "--no-isolation", "--outdir", folder) && isWheelWhole(made, folder, project)],
    ];
    for (const [name, check] of checks) {
      console.log(`The Python package: ${name}`);
      if (check()) {
        counts.passed += 1;
      } else {
        counts.failures.push(`the Python package: ${name}`);
      }
    }
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An interpreter with all that the tests need (and the examples), kept in node_modules/.cache; or, as a text, why there is none. */
export function makeEnvironment(root, project) {
  const found = INTERPRETERS.map((name) => ({ name, done: spawnSync(name, ["-c", PROBE], { encoding: "utf8" }) })).find(
    ({ done }) => done.status === 0,
  );
  if (found === undefined) {
    return "there is no Python 3.10 or newer with venv. Debian and Ubuntu: apt-get install python3-venv.";
  }
  const wanted = found.done.stdout + readFileSync(join(project, "pyproject.toml"), "utf8");
  const folder = join(root, "node_modules", ".cache", `python-${createHash("sha256").update(wanted).digest("hex").slice(0, 12)}`);
  const python = process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
  const environment = { ...process.env, PYTHONPATH: join(project, "src"), PYTHONDONTWRITEBYTECODE: "1" };
  const ready = join(folder, "ready");
  if (!existsSync(ready)) {
    console.log(`\nInstalling the Python package's tools into ${folder} …`);
    mkdirSync(folder, { recursive: true });
    const pip = ["-m", "pip", "--disable-pip-version-check"];
    const isInstalled =
      isFine(found.name, ["-m", "venv", "--clear", folder], project, process.env) &&
      isFine(python, [...pip, "install", "-q", ".[dev]"], project, process.env) &&
      // The tests read the package where it is written; an installed copy would grow old.
      isFine(python, [...pip, "uninstall", "-q", "-y", "folkmoot"], project, process.env);
    if (!isInstalled) {
      return "its tools could not be installed from PyPI; pip says why above.";
    }
    writeFileSync(ready, "");
  }
  return { folder, python, environment };
}

function isFine(command, words, folder, environment) {
  const done = spawnSync(command, words, { cwd: folder, env: environment, stdio: "inherit", timeout: INSTALL_MS_MAX });
  return done.status === 0;
}

/** Whether the wheel holds every module, the mark that it is typed, and the licence. */
function isWheelWhole(made, folder, project) {
  const wheel = readdirSync(folder).find((name) => name.endsWith(".whl"));
  const list = "import sys, zipfile; print('\\n'.join(zipfile.ZipFile(sys.argv[1]).namelist()))";
  const listed = spawnSync(made.python, ["-c", list, join(folder, wheel ?? "none")], { encoding: "utf8" }).stdout.split(/\r?\n/);
  const written = readdirSync(join(project, "src", "folkmoot"), { recursive: true })
    .filter((name) => /\.(py|typed)$/.test(name))
    .map((name) => name.split(sep).join("/"));
  const missing = written.filter((name) => !listed.includes(`folkmoot/${name}`));
  if (!listed.some((name) => name.endsWith(".dist-info/licenses/LICENSE"))) {
    missing.push("LICENSE");
  }
  if (missing.length > 0) {
    console.log(`The wheel lacks ${missing.join(", ")}.`);
  }
  return missing.length === 0 && written.includes("py.typed");
}

/** What pytest counted. A run without a report, or one that failed without a failed test, is one failure. */
function readCounts(report, arePassed) {
  const text = existsSync(report) ? readFileSync(report, "utf8") : "";
  const suite = /<testsuite [^>]*>/.exec(text)?.[0] ?? "";
  const count = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = text.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"[^>]*><(?:failure|error)\b/g);
  const failures = Array.from(failed, ([, file, name]) => `the Python package: ${file}: ${name}`);
  if (!arePassed && failures.length === 0) {
    failures.push("the Python package: its tests left no report of what failed");
  }
  return { passed: Math.max(0, count("tests") - failures.length - count("skipped")), skipped: count("skipped"), failures };
}
