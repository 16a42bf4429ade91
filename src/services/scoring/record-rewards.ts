import { assertInvariant } from "../../domain/assert.ts";
import type { RewardsMeasure } from "../../domain/scoring/measure-rewards.ts";
import { type NormalizedReward, normalizeReward } from "../../domain/scoring/normalize-reward.ts";
import type { RewardWindow } from "../../domain/scoring/reward-window.ts";
import type { Caller } from "../caller.ts";
import type { Normalization } from "./read-normalization.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** A reward and the history it belongs to. */
export interface RewardToRecord {
  readonly normalization: Normalization;
  readonly reward: number;
}

/** A reward's standing by window, as it was asked for: `7d`, `500n`. */
export type RewardStanding = Readonly<Record<string, NormalizedReward>>;

/**
 * Holds every reward against its history as it was before all of these, then adds them all, in one durable operation. A request that was recorded before, and is sent again
 * for want of its kept answer, is held against the history as it was then, and not added again. Returns one standing for each, in their
 * order. Rejects where the store does.
 */
export async function recordRewards(
  ports: Pick<ScoringPorts, "scoreHistory" | "clock" | "limits">,
  { tenantId, repeatDigest }: Caller,
  rewards: readonly RewardToRecord[],
): Promise<readonly RewardStanding[]> {
  const histories = new Map<string, History>();
  const placed = rewards.map((reward) => placeReward(histories, reward));
  const entries = [...histories.values()];
  const now = ports.clock.now();
  const measured = await ports.scoreHistory.recordRewards(
    tenantId,
    entries.map(({ historyKey, windows, rewards }) => ({ historyKey, windows: [...windows.values()], rewards })),
    now,
    ports.limits.scoreHistoryRewardsMax,
    repeatDigest === undefined ? null : { digest: repeatDigest, repeatedSince: now - ports.limits.repliesKeptMs },
  );
  const measures = new Map(entries.map((history, index) => [history, measured[index] ?? []]));
  return placed.map(({ history, place, normalization }) =>
    standingOf(history, place, normalization, measures.get(history) ?? []),
  );
}

/** One key's part of the operation. */
interface History {
  readonly historyKey: string;
  /** All that any of its rewards is held against, by text. */
  readonly windows: Map<string, RewardWindow>;
  readonly rewards: number[];
}

interface PlacedReward {
  readonly history: History;
  /** Among the rewards of its history. */
  readonly place: number;
  readonly normalization: Normalization;
}

function placeReward(histories: Map<string, History>, { normalization, reward }: RewardToRecord): PlacedReward {
  const { historyKey, windows } = normalization;
  const history: History = histories.get(historyKey) ?? { historyKey, windows: new Map(), rewards: [] };
  histories.set(historyKey, history);
  for (const [text, window] of windows) {
    history.windows.set(text, window);
  }
  const place = history.rewards.push(reward) - 1;
  return { history, place, normalization };
}

function standingOf(
  history: History,
  place: number,
  normalization: Normalization,
  measures: readonly RewardsMeasure[],
): RewardStanding {
  const texts = [...history.windows.keys()];
  const reward = history.rewards[place];
  return Object.fromEntries(
    [...normalization.windows.keys()].map((text) => {
      const measure = measures[texts.indexOf(text)];
      const rank = measure?.ranks[place];
      assertInvariant(measure && rank && reward !== undefined, "The store measures every window for every reward.");
      return [text, normalizeReward(reward, measure, rank)];
    }),
  );
}
