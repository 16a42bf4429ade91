import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import ts from "typescript";

/**
 * Builds the TypeScript client: one module that browsers and Node load as it is, and declarations beside it, a file each.
 * Types are not checked here: `npm run types` does that, and that every declaration follows from its own file alone.
 *
 * @param {string} sources the folder of its sources, with the entry `client.ts`.
 * @param {string} target the folder it is built into; emptied first.
 */
export async function buildClient(sources, target) {
  rmSync(target, { recursive: true, force: true });
  await build({
    entryPoints: { client: join(sources, "client.ts") },
    outdir: target,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
  });
  for (const name of readdirSync(sources)) {
    if (name.endsWith(".ts") && !name.endsWith(".test.ts")) {
      const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, isolatedDeclarations: true };
      const { outputText } = ts.transpileDeclaration(readFileSync(join(sources, name), "utf8"), {
        fileName: name,
        compilerOptions,
      });
      // Declarations name the modules that they stand beside.
      writeFileSync(join(target, name.replace(/\.ts$/, ".d.ts")), outputText.replaceAll(/(from "\.\/[\w-]+)\.ts"/g, '$1.js"'));
    }
  }
}
