import { readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Collection } from "../domain/scenarios/collection.ts";
import type { ScenarioCatalog } from "../ports/scenario-catalog.ts";
import type { Timer } from "../ports/timer.ts";
import type { RubricCompilers } from "./find-rubric-errors.ts";
import { followRoot } from "./follow-root.ts";
import { type FileFinding, formatFinding } from "./parse-yaml-file.ts";
import type { ParsedTexts } from "./parsed-texts.ts";
import { findCollectionFolders, hasCollectionFile, readCollection } from "./read-collection.ts";

/** What happened to a collection while the server ran. */
export type CollectionEvent =
  | { readonly kind: "loaded" | "removed"; readonly collectionSlug: string; readonly scenarios: number }
  | { readonly kind: "refused"; readonly collectionSlug: string; readonly findings: readonly FileFinding[] };

/** What happened to a collection, or to the folder of all of them. `root gone`: what is loaded stays; `root replaced`: every collection is read anew; `root fault`: changes are not seen until it is. */
export type CatalogEvent =
  | CollectionEvent
  | { readonly kind: "root gone" }
  | { readonly kind: "root replaced" }
  | { readonly kind: "root fault"; readonly fault: unknown };

/** Who is told of changes after the start, and what the looks at the folder go by. */
export interface CatalogFollowing {
  readonly onEvent: (event: CatalogEvent) => void;
  readonly timer: Timer;
}

export interface OpenScenarioCatalog extends ScenarioCatalog {
  /** Resolves once changes are followed; what changed between the reading and then has been read again. Never rejects. */
  readonly following: Promise<void>;
  /** Reads a collection's folder again now. */
  reload(folder: string): CollectionEvent;
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
 * @param follow null: files are not watched.
 * @param compilers see readCollection.
 * @param known values of files' texts that need not be parsed at the start.
 */
export function openScenarioCatalog(
  directory: string,
  follow: CatalogFollowing | null,
  compilers: RubricCompilers,
  known: ParsedTexts | null = null,
): OpenScenarioCatalog {
  const before = fingerprints(directory);
  const collections = readCollections(directory, compilers, known);
  const reload = (folder: string): CollectionEvent => {
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
  const reloadAll = () => {
    const loaded = [...collections.keys()].map((slug) => resolve(directory, slug));
    for (const folder of new Set([...loaded, ...findCollectionFolders(directory).map((found) => resolve(found))])) {
      follow?.onEvent(reload(folder));
    }
  };
  const root =
    follow &&
    followRoot(directory, follow.timer, {
      onChange: (folder) => follow.onEvent(reload(folder)),
      onGone: () => follow.onEvent({ kind: "root gone" }),
      onReplaced: () => {
        follow.onEvent({ kind: "root replaced" });
        reloadAll();
      },
      onFault: (fault) => follow.onEvent({ kind: "root fault", fault }),
    });
  const following = root?.ready.then(() => {
    const now = fingerprints(directory);
    for (const folder of new Set([...before.keys(), ...now.keys()])) {
      if (before.get(folder) !== now.get(folder)) {
        follow?.onEvent(reload(folder));
      }
    }
  });

  return {
    following: following ?? Promise.resolve(),
    listCollections: () => [...collections.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1)),
    findCollection: (collectionSlug) => collections.get(collectionSlug) ?? null,
    findScenario: (collectionSlug, scenarioSlug) => collections.get(collectionSlug)?.scenarios.get(scenarioSlug) ?? null,
    reload,
    close: async () => {
      await root?.close();
    },
  };
}

/** Every collection under the directory, by slug. Throws ScenarioFilesError. */
function readCollections(directory: string, compilers: RubricCompilers, known: ParsedTexts | null): Map<string, Collection> {
  const collections = new Map<string, Collection>();
  const findings: FileFinding[] = [];
  for (const folder of findCollectionFolders(directory)) {
    const reading = readCollection(folder, compilers, known);
    if (reading.ok) {
      collections.set(reading.collection.slug, reading.collection);
    } else {
      findings.push(...reading.findings);
    }
  }
  if (findings.length > 0) {
    throw new ScenarioFilesError(findings.map(formatFinding));
  }
  return collections;
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
