import { readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { watch } from "chokidar";
import type { Collection } from "../domain/scenarios/collection.ts";
import type { Scenario } from "../domain/scenarios/scenario.ts";
import type { ScenarioCatalog } from "../ports/scenario-catalog.ts";
import type { RubricCompilers } from "./find-rubric-errors.ts";
import { type FileFinding, formatFinding } from "./parse-yaml-file.ts";
import { findCollectionFolders, hasCollectionFile, readCollection } from "./read-collection.ts";

/** Editors write a file in several steps; a change is read once it has been quiet for so long. */
const QUIET_MS = 150;

/** What happened to a collection while the server ran. */
export type CatalogEvent =
  | { readonly kind: "loaded" | "removed"; readonly collectionSlug: string; readonly scenarios: number }
  | { readonly kind: "refused"; readonly collectionSlug: string; readonly findings: readonly FileFinding[] };

export interface OpenScenarioCatalog extends ScenarioCatalog {
  /** Resolves once changes are followed; what changed between the reading and then has been read again. Never rejects. */
  readonly following: Promise<void>;
  /** Reads a collection's folder again now. */
  reload(folder: string): CatalogEvent;
  close(): Promise<void>;
}

/** Thrown where the server cannot start because a shipped collection is bad. */
export class ScenarioFilesError extends Error {
  readonly findings: readonly string[];

  constructor(findings: readonly string[]) {
    super(`The scenario files are not usable:\n${findings.join("\n")}`);
    this.name = "ScenarioFilesError";
    this.findings = findings;
  }
}

/**
 * Reads every collection under the directory, then follows changes: a good change replaces the collection as a whole, a bad one is refused with its reasons and
 * the old version stays. Throws ScenarioFilesError where a collection is bad at the start.
 * @param onEvent told of every change after the start; null: files are not watched.
 * @param compilers see readCollection.
 */
export function openScenarioCatalog(
  directory: string,
  onEvent: ((event: CatalogEvent) => void) | null,
  compilers: RubricCompilers,
): OpenScenarioCatalog {
  const before = fingerprints(directory);
  const collections = new Map<string, Collection>();
  const findings: FileFinding[] = [];
  for (const folder of findCollectionFolders(directory)) {
    const reading = readCollection(folder, compilers);
    if (reading.ok) {
      collections.set(reading.collection.slug, reading.collection);
    } else {
      findings.push(...reading.findings);
    }
  }
  if (findings.length > 0) {
    throw new ScenarioFilesError(findings.map(formatFinding));
  }

  const reload = (folder: string): CatalogEvent => {
    const collectionSlug = basename(folder);
    if (!hasCollectionFile(folder)) {
      const scenarios = collections.get(collectionSlug)?.scenarios.size ?? 0;
      collections.delete(collectionSlug);
      return { kind: "removed", collectionSlug, scenarios };
    }
    const reading = readCollection(folder, compilers);
    if (!reading.ok) {
      return { kind: "refused", collectionSlug, findings: reading.findings };
    }
    collections.set(collectionSlug, reading.collection);
    return { kind: "loaded", collectionSlug, scenarios: reading.collection.scenarios.size };
  };
  const watcher = onEvent && watchFolders(directory, (folder) => onEvent(reload(folder)));
  const following = watcher?.ready.then(() => {
    const now = fingerprints(directory);
    for (const folder of new Set([...before.keys(), ...now.keys()])) {
      if (before.get(folder) !== now.get(folder)) {
        onEvent?.(reload(folder));
      }
    }
  });

  return {
    following: following ?? Promise.resolve(),
    listCollections: () => [...collections.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1)),
    findCollection: (collectionSlug) => collections.get(collectionSlug) ?? null,
    findScenario: (collectionSlug, scenarioSlug): Scenario | null =>
      collections.get(collectionSlug)?.scenarios.get(scenarioSlug) ?? null,
    reload,
    close: async () => {
      await watcher?.close();
    },
  };
}

/** Calls `onChange` with a collection's folder once its files have been quiet for a moment. */
function watchFolders(
  directory: string,
  onChange: (folder: string) => void,
): { readonly ready: Promise<void>; close(): Promise<void> } {
  const root = resolve(directory);
  const timers = new Map<string, NodeJS.Timeout>();
  const watcher = watch(root, {
    ignoreInitial: true,
    depth: 2,
    ignored: (path, stats) => stats?.isFile() === true && !path.endsWith(".yaml"),
  });
  watcher.on("all", (_event, path) => {
    const [name] = resolve(path)
      .slice(root.length + 1)
      .split(/[\\/]/);
    if (!name) {
      return;
    }
    const folder = resolve(root, name);
    clearTimeout(timers.get(folder));
    timers.set(
      folder,
      setTimeout(() => {
        timers.delete(folder);
        onChange(folder);
      }, QUIET_MS),
    );
  });
  return {
    ready: new Promise((ready) => {
      watcher.once("ready", ready);
    }),
    close: async () => {
      for (const timer of timers.values()) {
        clearTimeout(timer);
      }
      await watcher.close();
    },
  };
}

/** What tells a collection's folder from a changed one: names, sizes and times of its files. */
function fingerprints(directory: string): ReadonlyMap<string, string> {
  return new Map(
    findCollectionFolders(directory).map((folder) => [
      resolve(folder),
      readdirSync(folder)
        .filter((name) => name.endsWith(".yaml"))
        .map((name) => {
          const stats = statSync(join(folder, name), { throwIfNoEntry: false });
          return `${name} ${stats?.size} ${stats?.mtimeMs}`;
        })
        .join("\n"),
    ]),
  );
}
