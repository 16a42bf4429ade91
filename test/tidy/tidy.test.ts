import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const filesOf = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name) && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
const GENERATED = "clients/typescript/src/openapi-types.ts";
const sources = [...filesOf("src", /\.tsx?$/), ...filesOf("clients/typescript/src", /\.ts$/)].filter(
  (file) => !/\.test\.tsx?$/.test(file) && file !== GENERATED,
);
const read = (file: string) => readFileSync(join(root, file), "utf8");

describe("the house", () => {
  it("keeps every file to one idea of at most 300 lines", () => {
    expect(sources.filter((file) => read(file).split("\n").length > 301)).toEqual([]);
  });

  it("has no barrels and no rooms without a subject", () => {
    expect(sources.filter((file) => /(^|\/)(index|utils?|helpers?|common|misc|types)\.tsx?$/.test(file))).toEqual([]);
    expect(sources.filter((file) => /\/(utils?|helpers?|common|lib)\//.test(file))).toEqual([]);
  });

  it("names every file after something that it exports", () => {
    const strip = (text: string) => text.replaceAll(/[-_]/g, "").toLowerCase();
    const isNamed = (file: string) => {
      const name = strip(basename(file, ".ts"));
      const exported = [
        ...read(file).matchAll(/export (?:async )?(?:abstract )?(?:function|class|const|interface|type) (\w+)/g),
      ].map((match) => strip(match[1] ?? ""));
      return (
        exported.length === 0 ||
        exported.some((symbol) => symbol.includes(name) || name.includes(symbol) || symbol.includes(name.replace(/s$/, "")))
      );
    };
    const unnamed = sources
      .filter((file) => file.startsWith("src/domain/") || file.startsWith("src/services/"))
      .filter((file) => !isNamed(file));
    expect(unnamed).toEqual([]);
  });

  it("leaves the clock, randomness and the network to the composition", () => {
    const floors = sources.filter((file) => /^src\/(domain|ports|services)\//.test(file));
    expect(
      floors.filter((file) =>
        /\bDate\.now\(|\bMath\.random\(|\bsetTimeout\(|\bfetch\(|\bprocess\.|new Date\(\)/.test(read(file)),
      ),
    ).toEqual([]);
  });

  it("finds what ships with it in ways that hold in the bundle too, where every file lies directly in dist/", () => {
    const fromAbove = sources.filter((file) => /new URL\(["'`]\.\.\/[^;]*import\.meta\.url/.test(read(file)));
    expect(fromAbove.filter((file) => dirname(file) !== "src")).toEqual([]);
  });

  it("does no waiting on the ground floor", () => {
    expect(
      sources.filter((file) => file.startsWith("src/domain/") && /\basync\b|\bawait\b|\bPromise\b/.test(read(file))),
    ).toEqual([]);
  });

  it("skips and silences nothing", () => {
    const all = [...filesOf("src", /\.tsx?$/), ...filesOf("test", /\.ts$/), ...filesOf("bench", /\.ts$/)].filter(
      (file) => !file.endsWith("tidy.test.ts"),
    );
    expect(all.filter((file) => /\.(only|todo)\(|@ts-ignore|@ts-nocheck|vi\.mock\(/.test(read(file)))).toEqual([]);
    expect(all.filter((file) => /\bTODO\b|\bFIXME\b/.test(read(file)))).toEqual([]);
  });

  it("links only to pages that are there", () => {
    const pages = [
      ...readdirSync(root).filter((name) => name.endsWith(".md")),
      ...filesOf("docs", /\.md$/),
      ...filesOf("clients", /\.md$/),
      ...filesOf("examples", /\.md$/),
    ];
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => join(dirname(page), match[1] ?? ""))
        .filter((target) => !exists(target))
        .map((target) => `${page} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("ships a lock file without download addresses", () => {
    expect(read("package-lock.json")).not.toContain('"resolved"');
  });
});

function exists(path: string): boolean {
  try {
    readdirSync(join(root, path));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOTDIR";
  }
}
