import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Bundles programs with all that they import into `dist/`, so that a start reads a handful of files instead of hundreds. Every output lies directly in `dist/`;
 * hence sources find what ships with them in ways that hold there too: a file beside the program (`new URL("./store-thread.js", import.meta.url)`), or one
 * handed down from a file of `src/` itself, which is as far below the root as `dist/` is.
 * Types are not checked here: `npm run types` does that.
 *
 * @param {Readonly<Record<string, string>>} programs name of the output without its ending → source, seen from the root.
 */
export async function bundle(programs) {
  await build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir: "dist",
    bundle: true,
    splitting: true,
    chunkNames: "[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20.19",
    // A native module finds its binary beside its own files.
    external: ["better-sqlite3"],
    // CommonJS dependencies ask for node's modules by `require`, which an ES module does not have by itself.
    banner: {
      js: 'import { createRequire as createBundleRequire } from "node:module";\nconst require = createBundleRequire(import.meta.url);',
    },
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
  });
}
