import { parentPort, workerData } from "node:worker_threads";
import { sha256Hex } from "./composition/system-ports.ts";
import { assertInvariant } from "./domain/assert.ts";
import type { GateRule } from "./domain/learned/gate.ts";
import type { LearningThreadStart } from "./learning-threads/learning-calls.ts";
import { serveLearning } from "./learning-threads/serve-learning.ts";
import { FoldKeeper } from "./services/learned/fold-keeper.ts";

// The entry of the learning thread: learning from the votes that the main thread sends. It opens no database.

/** What the learning thread is told once, when it is started. */
export interface LearningThreadSettings {
  readonly rule: GateRule;
}

assertInvariant(parentPort !== null, "A learning thread is started by the server, not by hand.");
const { settings } = workerData as LearningThreadStart<LearningThreadSettings>;
const keeper = new FoldKeeper(settings.rule, sha256Hex);
serveLearning(parentPort, {
  findProgress: (tenantId) => keeper.findProgress(tenantId),
  begin: (tenantId, start) => keeper.begin(tenantId, start),
  learn: (tenantId, votes) => keeper.learn(tenantId, votes),
  takeSnapshot: (tenantId) => keeper.takeSnapshot(tenantId),
});
