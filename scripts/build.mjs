// Compiles src/ to dist/ and copies what tsc leaves behind. Does nothing where dist/ is newer than every source.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = join(root, "src");
const target = join(root, "dist");
const stamp = join(target, ".built");

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const inputs = [...files, join(root, "tsconfig.json"), join(root, "tsconfig.build.json"), join(root, "package-lock.json")];
const newest = Math.max(...inputs.map((file) => statSync(file).mtimeMs));
if (existsSync(stamp) && statSync(stamp).mtimeMs > newest) {
  process.exit(0);
}

rmSync(target, { recursive: true, force: true });
const compiled = spawnSync(
  process.execPath,
  [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json"],
  { cwd: root, stdio: "inherit" },
);
if (compiled.status !== 0) {
  process.exit(compiled.status ?? 1);
}
for (const file of files.filter((name) => !/\.(ts|mts)$/.test(name))) {
  cpSync(file, join(target, file.slice(source.length + 1)));
}
writeFileSync(stamp, "");
