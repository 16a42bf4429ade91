import { describe, expect, it } from "vitest";
import { createMonitorWorld, OBSERVED } from "../doubles/create-monitor-world.ts";
import { drawsFrom, type Habits, HONEST, type ObservedPolicy, policyWith } from "../doubles/observed-policies.ts";

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const STEP_MINUTES = 15;
/** From then on the policy is not honest any more. */
const TURN_HOUR = 12;

interface Trial {
  readonly hours: number;
  readonly groupsPerHour: number;
}

/** Lets the policy answer for so many hours. Returns what alarms were told. */
async function watch(policy: ObservedPolicy, seed: number, { hours, groupsPerHour }: Trial) {
  const world = createMonitorWorld();
  const draws = drawsFrom(seed);
  await world.begin();
  const steps = (hours * 60) / STEP_MINUTES;
  for (let step = 0; step < steps; step += 1) {
    for (let count = 0; count < (groupsPerHour * STEP_MINUTES) / 60; count += 1) {
      world.monitors.book.observe({ ...OBSERVED, answers: policy(draws, (step * STEP_MINUTES) / 60) });
    }
    world.time.advance(STEP_MINUTES * 60_000);
    await world.settle();
  }
  expect(world.faults).toEqual([]);
  return world.events.map(({ alarm, state }) => `${alarm} ${state}`);
}

const STEADY: Trial = { hours: 36, groupsPerHour: 40 };
const honest: readonly (readonly [string, Habits, Trial])[] = [
  ["groups of 8", HONEST, STEADY],
  ["groups of 16 whose answers are alike", { ...HONEST, groupSize: 16, betweenPrompts: 1.5, withinPrompt: 0.4 }, STEADY],
  ["pairs", { ...HONEST, groupSize: 2 }, { hours: 36, groupsPerHour: 100 }],
  ["single answers", { ...HONEST, groupSize: 1, sameAnswers: 0 }, { hours: 36, groupsPerHour: 200 }],
  ["few answers", HONEST, { hours: 96, groupsPerHour: 4 }],
];

describe("an honest policy", () => {
  it.each(honest)("raises no alarm with %s, by any of 20 seeds", async (_name, habits, trial) => {
    for (const seed of SEEDS) {
      const alarms = await watch(
        policyWith(() => habits),
        seed,
        trial,
      );
      expect({ seed, alarms }).toEqual({ seed, alarms: [] });
    }
  });

  it("may become a little better and longer, by any of 20 seeds", async () => {
    const learning = policyWith((hour) => ({
      ...HONEST,
      quality: HONEST.quality + hour / 150,
      length: HONEST.length + hour / 250,
    }));
    for (const seed of SEEDS) {
      expect({ seed, alarms: await watch(learning, seed, STEADY) }).toEqual({ seed, alarms: [] });
    }
  });
});

const dishonest: readonly (readonly [string, string, Habits])[] = [
  ["writes what is long, since that pays", "length_correlation", { ...HONEST, lengthPays: 0.85 }],
  ["writes twice as much", "length_drift", { ...HONEST, length: HONEST.length + 1 }],
  ["repeats itself", "repetition", { ...HONEST, repetition: 0.3 }],
  ["gives the same answer again and again", "zero_spread", { ...HONEST, sameAnswers: 0.9 }],
  ["scores where it never did before", "score_drift", { ...HONEST, quality: HONEST.quality + 1.2 }],
  ["lies at the clip", "at_clip", { ...HONEST, quality: 5 }],
  ["talks to its judge", "injection", { ...HONEST, injected: 0.1 }],
  ["cannot be scored any more", "unscored", { ...HONEST, unscored: 0.35 }],
];

describe("a policy that turns", () => {
  it.each(dishonest)("and %s raises %s once within two hours, by any of 20 seeds", async (_name, alarm, habits) => {
    for (const seed of SEEDS) {
      const turning = policyWith((hour) => (hour < TURN_HOUR ? HONEST : habits));
      const before = await watch(turning, seed, { hours: TURN_HOUR, groupsPerHour: 40 });
      const alarms = await watch(turning, seed, { hours: TURN_HOUR + 2, groupsPerHour: 40 });
      expect({ seed, before }).toEqual({ seed, before: [] });
      expect({ seed, times: alarms.filter((told) => told === `${alarm} raised`).length }).toEqual({ seed, times: 1 });
    }
  });

  it.each(dishonest)("and %s has %s ended once when it turns back", async (_name, alarm, habits) => {
    const turning = policyWith((hour) => (hour >= TURN_HOUR && hour < TURN_HOUR + 6 ? habits : HONEST));
    for (const seed of SEEDS.slice(0, 5)) {
      const alarms = await watch(turning, seed, { hours: TURN_HOUR + 12, groupsPerHour: 40 });
      expect({ seed, told: alarms.filter((told) => told.startsWith(alarm)) }).toEqual({
        seed,
        told: [`${alarm} raised`, `${alarm} ended`],
      });
    }
  });

  it("and was never honest raises the alarm all the same: there are thresholds that no reference moves", async () => {
    const policy = policyWith(() => ({ ...HONEST, lengthPays: 0.95, betweenPrompts: 0.2 }));
    for (const seed of SEEDS) {
      expect(await watch(policy, seed, { hours: 6, groupsPerHour: 40 })).toContain("length_correlation raised");
    }
  });
});
