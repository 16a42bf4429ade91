import { finishChance, paceP90, type VotePace } from "./vote-pace.ts";

/** A question as the dispatcher sees it. Instants are milliseconds since 1970. */
export interface QuestionState {
  readonly minVotes: number;
  readonly maxVotes: number;
  /** The instant at which a caller must be answered; null: nobody waits. */
  readonly deadlineAt: number | null;
  /** What one more vote is expected to tell, in nats. */
  readonly value: number;
  /** Seconds that the question takes at the usual pace. */
  readonly nominalSeconds: number;
  readonly votes: number;
  /** When each live lease began. */
  readonly leasedAt: readonly number[];
}

/** What a question needs now. */
export interface QuestionNeed {
  /** Votes that somebody waits for, those under way included; 0 where nobody waits or nobody could make it in time. */
  readonly awaited: number;
  /** How many more annotators it should go to now; 0: none. */
  readonly places: number;
  /** What it is worth to hand it out next: nats a second × votes a second. Only its order means something. */
  readonly score: number;
}

/** Of a question that is not up. */
export const NO_NEED: QuestionNeed = { awaited: 0, places: 0, score: 0 };
/** Once the least number of votes is in, further ones are gathered in steps of that share of it: few steps, and few votes more than were needed. */
const STEP_SHARE = 0.5;
/** Nobody is sent off for a deadline that they would miss three times in four; so a question goes to four times as many annotators as votes are missing at most. */
const CHANCE_MIN = 0.25;
/** A question that nobody waits for is as urgent as one whose caller waits for an hour. */
const NOBODY_WAITS_SECONDS = 3600;
/** What has to be asked although it tells nothing comes last, not never. */
const VALUE_MIN = 1e-6;
/** The last second is as urgent as it gets. */
const SLACK_SECONDS_MIN = 1;

/**
 * What a question needs of annotators that have that pace. Shortly before a deadline it goes to more of them than votes are missing, since some will not finish; a lease that
 * runs longer than nine of ten do no longer counts as one under way; and nobody is sent off who would be too late for the deadline: from then on the question waits
 * among those that nobody waits for. Never are there more leases and votes than `maxVotes`.
 */
export function questionNeed(question: QuestionState, pace: VotePace, now: number): QuestionNeed {
  const { minVotes, maxVotes, votes, leasedAt, nominalSeconds, value } = question;
  const room = maxVotes - votes - leasedAt.length;
  const missing = Math.max(minVotes - votes, Math.ceil(votes * STEP_SHARE), 1);
  const deadline = timeToDeadline(question, pace, now);
  const slackSeconds = deadline?.seconds ?? null;
  const awaited = slackSeconds === null ? 0 : Math.min(missing, Math.max(maxVotes - votes, 0));
  if (room <= 0 || (value <= 0 && votes >= minVotes)) {
    return awaited === 0 ? NO_NEED : { awaited, places: 0, score: 0 };
  }
  const underWay = leasedAt.length === 0 ? 0 : countSince(leasedAt, now - paceP90(pace) * nominalSeconds * 1000);
  const wanted = Math.round(missing / (deadline?.chance ?? 1));
  const places = Math.min(Math.max(wanted - underWay, 0), room);
  const urgency = Math.max(missing - underWay, 1) / Math.max(slackSeconds ?? NOBODY_WAITS_SECONDS, SLACK_SECONDS_MIN);
  return { awaited, places, score: (Math.max(value, VALUE_MIN) * urgency) / (pace.median * nominalSeconds) };
}

/** How many of the instants are not before that one. */
function countSince(instants: readonly number[], since: number): number {
  let count = 0;
  for (const at of instants) {
    count += at >= since ? 1 : 0;
  }
  return count;
}

/** Seconds until the deadline, or null where nobody waits and where those who begin now would hardly make it. */
export function secondsToDeadline(
  question: Pick<QuestionState, "deadlineAt" | "nominalSeconds">,
  pace: VotePace,
  now: number,
): number | null {
  return timeToDeadline(question, pace, now)?.seconds ?? null;
}

/** The seconds, as above, and the chance of those who begin now to make it. */
function timeToDeadline(
  { deadlineAt, nominalSeconds }: Pick<QuestionState, "deadlineAt" | "nominalSeconds">,
  pace: VotePace,
  now: number,
): { readonly seconds: number; readonly chance: number } | null {
  if (deadlineAt === null || deadlineAt <= now) {
    return null;
  }
  const seconds = (deadlineAt - now) / 1000;
  const chance = finishChance(pace, seconds / nominalSeconds);
  return chance >= CHANCE_MIN ? { seconds, chance } : null;
}
