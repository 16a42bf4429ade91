import type { GateRule } from "../../domain/learned/gate.ts";
import type { FoldPrediction, LeftOutStretch } from "../../domain/learned/vote-fold.ts";
import type { Clock } from "../../ports/clock.ts";
import type { EvidenceStore, LogPosition } from "../../ports/evidence-store.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";
import { SETTLED_AFTER_MS } from "../evidence/settled-after-ms.ts";
import { FoldKeeper } from "./fold-keeper.ts";

/** Votes that are read at a time. */
const PAGE_VOTES = 500;

export interface LearnFromLogPorts {
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
  readonly sha256Hex: Sha256Hex;
  readonly rule: GateRule;
}

export interface LearnFromLogWatch {
  /** Told after each page how many votes have been learned from, and how much of the time that the log covers is through, 0..1. */
  onPage(votes: number, share: number): void;
  /** Told what was predicted of each vote before it was learned from. */
  onPrediction(prediction: FoldPrediction): void;
}

/** Learns a tenant's model anew from the whole log, on the calling thread, but for the votes that can still be changed. Returns the snapshot, which is not kept; null where the log has no vote. */
export async function learnFromLog(
  { evidence, clock, sha256Hex, rule }: LearnFromLogPorts,
  tenantId: string,
  leftOut: readonly LeftOutStretch[],
  watch: LearnFromLogWatch,
): Promise<ReturnType<FoldKeeper["takeSnapshot"]> | null> {
  const keeper = new FoldKeeper(rule, sha256Hex);
  keeper.begin(tenantId, { kept: null, leftOut });
  const end = clock.now() - SETTLED_AFTER_MS;
  let [first, after]: (LogPosition | null)[] = [null, null];
  for (;;) {
    const page = await evidence.readVoteLog(tenantId, after ?? null, end, PAGE_VOTES);
    const last = page.at(-1);
    if (last === undefined) {
      return after === null ? null : keeper.takeSnapshot(tenantId);
    }
    first ??= page[0]?.position ?? null;
    after = last.position;
    const { votes } = keeper.learn(tenantId, page, (prediction) => watch.onPrediction(prediction));
    const covered = Math.max(1, end - (first?.recordedAt ?? end));
    watch.onPage(votes, 1 - (end - after.recordedAt) / covered);
  }
}
