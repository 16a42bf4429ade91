import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type { findViolation } from "./find-violation.ts";
import type { Edit } from "./planted-bugs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The simulation with the services as they are but for those edits. Throws where an edit does not fit its file. */
export async function buildSimulation(name: string, edits: readonly Edit[]): Promise<typeof findViolation> {
  const outfile = join(tmpdir(), `folkmoot-simulation-${process.pid}-${name}.mjs`);
  const applied = new Set<Edit>();
  await build({
    entryPoints: [join(root, "test/simulation/find-violation.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile,
    logLevel: "silent",
    plugins: [applyEdits(edits, applied)],
  });
  try {
    const unused = edits.filter((edit) => !applied.has(edit));
    if (unused.length > 0) {
      throw new Error(`${unused.map(({ file }) => file).join(", ")}: not part of the simulation`);
    }
    const module = (await import(pathToFileURL(outfile).href)) as { readonly findViolation: typeof findViolation };
    return module.findViolation;
  } finally {
    await rm(outfile, { force: true });
  }
}

function applyEdits(edits: readonly Edit[], applied: Set<Edit>): Plugin {
  return {
    name: "edits",
    setup: ({ onLoad }) => {
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const own = edits.filter(({ file }) => join(root, "src", file) === path);
        let contents = await readFile(path, "utf8");
        for (const edit of own) {
          if (contents.split(edit.find).length !== 2) {
            throw new Error(`${edit.file}: the text to be replaced must stand there once: ${edit.find}`);
          }
          contents = contents.replace(edit.find, () => edit.put);
          applied.add(edit);
        }
        return { contents, loader: "ts" };
      });
    },
  };
}
