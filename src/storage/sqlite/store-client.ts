import type { GroupCommitter } from "./group-committer.ts";
import { OPERATION_KINDS, type OperationKind, type StoreName, type StorePorts } from "./store-operation.ts";

/** The stores as the ports promise them: each call becomes an operation and resolves after its commit. */
export function createStoreClient(committer: GroupCommitter): StorePorts {
  return {
    episodes: clientOf("episodes", committer),
    keys: clientOf("keys", committer),
    replies: clientOf("replies", committer),
    scenarioVersions: clientOf("scenarioVersions", committer),
    scoreHistory: clientOf("scoreHistory", committer),
    questions: clientOf("questions", committer),
    annotators: clientOf("annotators", committer),
    comparisons: clientOf("comparisons", committer),
    evidence: clientOf("evidence", committer),
    monitors: clientOf("monitors", committer),
    spending: clientOf("spending", committer),
    probes: clientOf("probes", committer),
  };
}

function clientOf<Name extends StoreName>(store: Name, committer: GroupCommitter): StorePorts[Name] {
  const kinds = Object.entries<OperationKind>(OPERATION_KINDS[store]);
  const methods = kinds.map(([method, kind]) => [
    method,
    (...args: readonly unknown[]) => committer.submit([kind, store, method, args]),
  ]);
  // The table of kinds names every method of the port (its type sees to that), and the engine's store has the port's signatures.
  return Object.freeze(Object.fromEntries(methods)) as StorePorts[Name];
}
