import type { OutboxEntry } from "./outbox-entry.ts";

/** Where the outbox outlives the page. */
export interface OutboxStore {
  /** Entries of that annotator, oldest first. */
  list(annotatorId: string): readonly OutboxEntry[];
  put(entry: OutboxEntry): void;
  remove(entry: OutboxEntry): void;
}

const PREFIX = "folkmoot.outbox.";

/** The outbox in a browser's storage, each entry under a key of its own, so that two windows do not overwrite each other's. A browser that keeps nothing is no error: the page still sends what it holds.
 * @param open gives the storage; throws where the browser has switched it off. */
export function createOutboxStore(open: () => Storage): OutboxStore {
  const keyOf = (entry: OutboxEntry) => `${PREFIX}${entry.annotatorId}.${entry.entryId}`;
  const attempt = (work: (storage: Storage) => void) => {
    try {
      work(open());
    } catch {
      // Full, or switched off by the visitor.
    }
  };
  return {
    list: (annotatorId) => {
      const entries: OutboxEntry[] = [];
      attempt((storage) => {
        for (let index = 0; index < storage.length; index += 1) {
          const key = storage.key(index) ?? "";
          const entry = key.startsWith(`${PREFIX}${annotatorId}.`) ? parseEntry(storage.getItem(key)) : null;
          if (entry?.annotatorId === annotatorId) {
            entries.push(entry);
          }
        }
      });
      return entries.sort((left, right) => left.madeAt - right.madeAt || order(left) - order(right));
    },
    put: (entry) => attempt((storage) => storage.setItem(keyOf(entry), JSON.stringify(entry))),
    remove: (entry) => attempt((storage) => storage.removeItem(keyOf(entry))),
  };
}

/** A vote goes before what changes it. */
function order(entry: OutboxEntry): number {
  return ["vote", "revise", "release"].indexOf(entry.kind);
}

/** Null for what is no entry: another version of the page may have left it. */
function parseEntry(text: string | null): OutboxEntry | null {
  try {
    const value = JSON.parse(text ?? "null") as OutboxEntry | null;
    const isEntry = value !== null && typeof value.entryId === "string" && typeof value.madeAt === "number" && order(value) >= 0;
    return isEntry ? value : null;
  } catch {
    return null;
  }
}
