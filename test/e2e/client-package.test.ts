// What is packed of the TypeScript client, in the hands of somebody who imports `folkmoot/client` from it.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const folder = makeTemporaryFolder();
/** The dependencies of the client that npm would install beside it. */
const DEPENDENCIES = ["openapi-fetch", "openapi-typescript-helpers"];
/** What a page's compiler sets: no types of Node. */
const TSCONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: "es2022",
    module: "nodenext",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
    skipLibCheck: true,
  },
  include: ["page.ts"],
};
const PAGE = `
import { createFolkmootClient, type Evaluation, FolkmootProblem } from "folkmoot/client";
const client = createFolkmootClient({ url: "http://127.0.0.1:8080", apiKey: "fm_1" });
const scenario = { collection_slug: "writing", scenario_slug: "dry-morning" };
export async function show(): Promise<Evaluation> {
  try {
    const { collections } = await client.get("/api/v1/collections");
    const slug: string | undefined = collections[0]?.slug;
    console.log(slug);
    const params = { path: { collection_slug: "writing" } };
    await client.get("/api/v1/collections/{collection_slug}", { params });
    // @ts-expect-error its parameters are required
    await client.get("/api/v1/collections/{collection_slug}");
    // @ts-expect-error there is no such path
    await client.get("/api/v1/nothing");
    // @ts-expect-error messages are required
    await client.post("/api/v1/evaluate", { body: scenario });
    const batch = await client.post("/api/v1/batch/evaluate", { body: { items: [{ ...scenario, messages: [] }] } });
    // @ts-expect-error a reward may be null
    const reward: number = batch.results[0]!.reward;
    console.log(reward);
    await client.playEpisode(scenario, ({ turn }) => (turn > 3 ? null : "Where does it hurt?"));
    for await (const revision of client.followComparison("cmp_1")) {
      console.log(revision.votes.count, revision.final);
    }
  } catch (error) {
    if (error instanceof FolkmootProblem && error.code === "not_found") {
      console.log(error.requestId, error.errors);
    }
  }
  return await client.post("/api/v1/evaluate", { body: { ...scenario, messages: [{ role: "user", content: "Hello" }] } });
}
`;

interface PackageFile {
  readonly exports: { readonly "./client": Readonly<Record<string, string>> };
  readonly files: readonly string[];
}

afterAll(() => folder.remove());

/** Runs a program of this Node to its end. */
function run(words: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd, encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
}

describe("folkmoot/client, packed", () => {
  it("compiles in a page, refuses what the contract refuses, and brings nothing of the server", () => {
    const installed = join(folder.path, "node_modules", "folkmoot");
    mkdirSync(installed, { recursive: true });
    const { exports, files } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as PackageFile;
    for (const target of Object.values(exports["./client"])) {
      expect(files.some((packed) => target.startsWith(`./${packed}/client/`))).toBe(true);
    }
    for (const path of ["package.json", "dist/client"]) {
      cpSync(join(ROOT, path), join(installed, path), { recursive: true });
    }
    for (const name of DEPENDENCIES) {
      symlinkSync(join(ROOT, "node_modules", name), join(folder.path, "node_modules", name), "junction");
    }
    writeFileSync(join(folder.path, "package.json"), '{"type":"module"}');
    writeFileSync(join(folder.path, "tsconfig.json"), JSON.stringify(TSCONFIG));
    writeFileSync(join(folder.path, "page.ts"), PAGE);
    expect(run([join(ROOT, "node_modules", "typescript", "bin", "tsc"), "--project", "."], folder.path)).toEqual({
      status: 0,
      said: "",
    });

    const code = readFileSync(join(installed, "dist", "client", "client.js"), "utf8");
    expect([...code.matchAll(/\bfrom\s*"([^"]+)"|\brequire\(/g)].map(([found]) => found)).toEqual([]);
    const script = 'import * as all from "folkmoot/client"; console.log(Object.keys(all).sort().join(" "));';
    expect(run(["--input-type=module", "--eval", script], folder.path)).toEqual({
      status: 0,
      said: "FolkmootConnectionError FolkmootDeadlineError FolkmootError FolkmootProblem FolkmootUnreadableError createFolkmootClient\n",
    });
  });
});
