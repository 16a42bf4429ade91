import { assertInvariant } from "../../domain/assert.ts";
import type { RewardsMeasure } from "../../domain/scoring/measure-rewards.ts";
import { type NormalizedReward, normalizeReward } from "../../domain/scoring/normalize-reward.ts";
import type { Normalization } from "./read-normalization.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** A reward and the history it belongs to. */
export interface RewardToRecord {
  readonly normalization: Normalization;
  readonly reward: number;
}

type NonEmpty<T> = [T, ...T[]];

/** A reward's standing by window, as it was asked for: `7d`, `500n`. */
export type RewardStanding = Readonly<Record<string, NormalizedReward>>;

/**
 * Holds every reward against its history as it was before all of these, then adds them all, in one durable operation. Rewards of one history must ask for the
 * same windows. Returns one standing for each, in their order. Rejects where the store does.
 */
export async function recordRewards(
  ports: Pick<ScoringPorts, "scoreHistory" | "clock" | "limits">,
  tenantId: string,
  rewards: readonly RewardToRecord[],
): Promise<readonly RewardStanding[]> {
  const histories = groupByHistory(rewards);
  const entries = [...histories.values()].map((members) => ({
    historyKey: members[0].normalization.historyKey,
    windows: [...members[0].normalization.windows.values()],
    rewards: members.map(({ reward }) => reward),
  }));
  const measured = await ports.scoreHistory.recordRewards(
    tenantId,
    entries,
    ports.clock.now(),
    ports.limits.scoreHistoryRewardsMax,
  );
  const standings = new Map<RewardToRecord, RewardStanding>();
  for (const [entryIndex, members] of [...histories.values()].entries()) {
    for (const [rank, member] of members.entries()) {
      standings.set(member, standingOf(member, rank, measured[entryIndex] ?? []));
    }
  }
  return rewards.map((reward) => standings.get(reward) ?? {});
}

function groupByHistory(rewards: readonly RewardToRecord[]): ReadonlyMap<string, NonEmpty<RewardToRecord>> {
  const histories = new Map<string, NonEmpty<RewardToRecord>>();
  for (const reward of rewards) {
    const { historyKey } = reward.normalization;
    const members = histories.get(historyKey);
    if (members) {
      members.push(reward);
    } else {
      histories.set(historyKey, [reward]);
    }
  }
  return histories;
}

/** @param place the reward's place among those that were recorded under its key. */
function standingOf(
  { normalization, reward }: RewardToRecord,
  place: number,
  measures: readonly RewardsMeasure[],
): RewardStanding {
  const texts = [...normalization.windows.keys()];
  return Object.fromEntries(
    texts.map((text, window) => {
      const measure = measures[window];
      const rank = measure?.ranks[place];
      assertInvariant(measure && rank, "The store measures every window for every reward.");
      return [text, normalizeReward(reward, measure, rank)];
    }),
  );
}
