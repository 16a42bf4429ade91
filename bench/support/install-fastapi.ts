import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A Python that has FastAPI, and in which versions; or why there is none. */
export type FastApi = { readonly python: string; readonly versions: string } | { readonly absent: string };

const PACKAGES = ["fastapi", "uvicorn[standard]", "pydantic"];
const PRINT_VERSIONS =
  "import fastapi, uvicorn, pydantic, platform; print(f'Python {platform.python_version()}, FastAPI {fastapi.__version__}, uvicorn {uvicorn.__version__}, pydantic {pydantic.VERSION}')";

/** Installs FastAPI from PyPI into a folder. BENCH_PYTHON names a Python that has it already. */
export function installFastApi(folder: string): FastApi {
  const given = process.env["BENCH_PYTHON"];
  const python = given ?? join(folder, "venv", "bin", "python");
  if (given === undefined) {
    const made = spawnSync("python3", ["-m", "venv", join(folder, "venv")]);
    if (made.status !== 0) {
      return { absent: "no python3 with venv here" };
    }
    const installed = spawnSync(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PACKAGES]);
    if (installed.status !== 0) {
      return { absent: `pip could not install ${PACKAGES.join(", ")}` };
    }
  }
  const versions = spawnSync(python, ["-c", PRINT_VERSIONS], { encoding: "utf8" });
  return versions.status === 0 ? { python, versions: versions.stdout.trim() } : { absent: `${python} has no FastAPI` };
}
