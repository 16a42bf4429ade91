import { describe, expect, it } from "vitest";
import { learnedVotes } from "../../../test/doubles/learned-votes.ts";
import { LearningThreadDouble } from "../../../test/doubles/learning-thread-double.ts";
import { MemoryEvidenceStore } from "../../../test/doubles/memory-evidence-store.ts";
import type { LoggedVote } from "../../ports/evidence-store.ts";
import type { LearnedCandidate } from "../fallback/learned-opinions.ts";
import { LearnedModels } from "./learned-models.ts";

const TENANT = "acme";
const RULE = { minVotes: 60, minPrompts: 20 };
const votes = learnedVotes({ count: 500, prompts: 40 });
const conversation = (answer: string, rubricReward: number | null = null): LearnedCandidate => ({
  messages: [
    { role: "user", content: "Question number 99 of the town?" },
    { role: "assistant", content: answer },
  ],
  rubricReward,
});
const GOOD = conversation("the answer is precise helpful correct and clear about water.");
const BAD = conversation("the answer is vague whatever wrong maybe about water.");

function createWorld(rule = RULE) {
  const evidence = new MemoryEvidenceStore();
  const thread = new LearningThreadDouble(rule);
  const faults: unknown[] = [];
  const openModels = (snapshotsKept = 3) =>
    new LearnedModels(
      {
        evidence: {
          findSnapshot: (...args) => evidence.findSnapshot(...args),
          listSnapshots: (...args) => evidence.listSnapshots(...args),
          keepSnapshot: (...args) => evidence.keepSnapshot(...args),
          listVotedTenants: async () => [TENANT],
        },
        thread,
        clock: { now: () => 5_000 },
        reportFault: (fault) => faults.push(fault),
      },
      { abstainBelow: 0.6, snapshotsKept, tenantsMax: 2 },
    );
  return { evidence, thread, faults, openModels, models: openModels() };
}

/** One pass over the part of the log that is there. */
async function pass(models: LearnedModels, log: readonly LoggedVote[]) {
  const upTo = await models.learnedUpTo(TENANT);
  const start = upTo === null ? 0 : log.findIndex(({ position }) => position.voteId === upTo.voteId) + 1;
  await models.learn(TENANT, log.slice(start));
  await models.endPass(TENANT);
}

const digests = async ({ evidence }: ReturnType<typeof createWorld>) =>
  (await evidence.listSnapshots(TENANT, "learned")).map(({ revision, digest }) => `${revision}:${digest}`);

/** A bit of the payload turns over on the disk. */
function damage({ evidence }: ReturnType<typeof createWorld>, revision: number): void {
  const payload = evidence.snapshots.find((snapshot) => snapshot.revision === revision)?.payload;
  payload?.set([0x21], payload.length - 8);
}

describe("the learned models", () => {
  it("say nothing of a tenant or scenario that has not shown enough", async () => {
    const { models } = createWorld();
    expect(models.isActive(TENANT)).toBe(false);
    expect(models.judge(TENANT, "preference", "general", [GOOD, BAD])).toEqual({ none: "inactive" });
    await pass(models, votes.slice(0, 50));
    expect(models.isActive(TENANT)).toBe(false);
    expect(models.describe(TENANT)).toMatchObject({ revision: "bt-hash-v2.1", metrics: { scenarios: [{ state: "inactive" }] } });
  });

  it("learn what people prefer, and then say so of pairs, groups and single answers", async () => {
    const { models } = createWorld();
    await pass(models, votes);
    expect(models.isActive(TENANT)).toBe(true);
    const pair = models.judge(TENANT, "preference", "general", [GOOD, BAD]);
    const group = models.judge(TENANT, "preference", "general", [BAD, GOOD, BAD]);
    const single = models.judge(TENANT, "preference", "general", [GOOD]);
    if ("none" in pair || "none" in group || "none" in single) {
      throw new Error("The model is active and sure.");
    }
    expect(pair.raws[0]).toBeGreaterThan(pair.raws[1] ?? Number.NaN);
    expect(pair.rewards[0]).toBeGreaterThan(0.5);
    expect(pair.rewards[1]).toBeLessThan(0.5);
    expect(pair.confidence).toBeGreaterThan(0.6);
    expect(group.raws).toEqual([pair.raws[1], pair.raws[0], pair.raws[1]]);
    expect(single.rewards).toEqual([pair.rewards[0]]);
    expect(models.judge(TENANT, "preference", "elsewhere", [GOOD, BAD])).toEqual({ none: "inactive" });
  });

  it("learn how far people follow the rubric's rewards, from what it said when they were asked", async () => {
    const { models } = createWorld();
    const rated = votes.map((vote): LoggedVote => {
      const [rawA, rawB] = vote.choice === "a" ? [0.8, 0.3] : vote.choice === "b" ? [0.3, 0.8] : [0.5, 0.5];
      const words = { ...vote.content, a: vote.content.b };
      const said = { sourceId: "rubric", sourceKind: "rubric", sourceRevision: "rubric-3", rawA, rawB } as const;
      return { ...vote, content: words, opinions: [said] };
    });
    await pass(models, rated);
    const same = "the answer is about water.";
    const pair = models.judge(TENANT, "preference", "general", [conversation(same, 0.8), conversation(same, 0.3)]);
    expect(pair).toMatchObject({ raws: [expect.any(Number), expect.any(Number)] });
    const [better = 0, worse = 0] = "none" in pair ? [] : pair.raws;
    expect(better).toBeGreaterThan(worse + 0.5);
  });

  it("abstain where they are not sure enough", async () => {
    const { models } = createWorld();
    await pass(models, votes);
    expect(models.judge(TENANT, "preference", "general", [GOOD, GOOD])).toEqual({ none: "abstained" });
  });

  it("are taken up where they were kept, after a restart or the loss of the thread, to the last bit", async () => {
    const whole = createWorld();
    await pass(whole.models, votes);
    const broken = createWorld();
    await pass(broken.models, votes.slice(0, 300));
    broken.thread.lose();
    const restarted = broken.openModels();
    await restarted.restore();
    expect(restarted.isActive(TENANT)).toBe(broken.models.isActive(TENANT));
    await pass(restarted, votes);
    expect((await digests(broken))[0]?.split(":")[1]).toBe((await digests(whole))[0]?.split(":")[1]);
    expect(broken.faults).toEqual([]);
  });

  it("answer by what is kept, and keep the more rarely the more there is", async () => {
    const world = createWorld();
    await pass(world.models, votes.slice(0, 400));
    await pass(world.models, votes.slice(0, 405));
    expect(await digests(world)).toHaveLength(1);
    expect(world.models.describe(TENANT)?.votes).toBe(400);
    await pass(world.models, votes.slice(0, 412));
    expect(await digests(world)).toHaveLength(2);
    expect(world.models.describe(TENANT)?.votes).toBe(412);
  });

  it("are learned anew from the log where what was kept is damaged, and say so", async () => {
    const world = createWorld();
    await pass(world.models, votes.slice(0, 400));
    damage(world, 1);
    world.thread.lose();
    const restarted = world.openModels();
    await restarted.restore();
    expect(world.faults).toHaveLength(1);
    expect(restarted.isActive(TENANT)).toBe(false);
    await pass(restarted, votes);
    const whole = createWorld();
    await pass(whole.models, votes);
    expect((await digests(world))[0]?.split(":")[1]).toBe((await digests(whole))[0]?.split(":")[1]);
  });

  it("are learned on from an older snapshot where the newest is damaged", async () => {
    const world = createWorld();
    await pass(world.models, votes.slice(0, 300));
    await pass(world.models, votes.slice(0, 400));
    damage(world, 2);
    world.thread.lose();
    const restarted = world.openModels();
    await restarted.restore();
    expect(String(world.faults[0])).toContain('Snapshot 2 of the learned model of tenant "acme" is damaged');
    expect(restarted.describe(TENANT)).toMatchObject({ revision: "bt-hash-v2.1", votes: 300 });
    await pass(restarted, votes);
    const whole = createWorld();
    await pass(whole.models, votes);
    expect(world.faults).toHaveLength(1);
    expect((await digests(world))[0]).toBe((await digests(whole))[0]?.replace("1:", "3:"));
  });

  it("are learned anew where the rule of the gate is another", async () => {
    const world = createWorld();
    await pass(world.models, votes.slice(0, 400));
    const stricter = new LearningThreadDouble({ minVotes: 450, minPrompts: 20 });
    const begun = await stricter.begin(TENANT, { kept: await world.evidence.findSnapshot(TENANT, "learned"), leftOut: [] });
    expect(begun).toMatchObject({ fit: "other_rules", votes: 0, learnedUpTo: null });
  });

  describe("rolled back", () => {
    it("answer as the older snapshot, and go on without the votes in between", async () => {
      const world = createWorld();
      await pass(world.models, votes.slice(0, 200));
      const before = world.models.describe(TENANT);
      await pass(world.models, votes.slice(0, 300));
      await world.evidence.withdrawSnapshot(TENANT, "learned", 2);
      await pass(world.models, votes.slice(0, 300));
      expect(world.models.describe(TENANT)).toEqual(before);
      expect(await digests(world)).toHaveLength(2);
      await pass(world.models, votes);
      expect(world.models.describe(TENANT)?.votes).toBe(400);
      // The same as if those hundred had never been cast, but for the note that they are left out.
      const anew = new LearningThreadDouble(RULE);
      const [first, last] = [votes[199]?.position ?? null, votes[299]?.position];
      await anew.begin(TENANT, { kept: null, leftOut: last === undefined ? [] : [{ after: first, upTo: last }] });
      await anew.learn(TENANT, votes);
      expect((await anew.takeSnapshot(TENANT)).digest).toBe(world.models.describe(TENANT)?.digest);
    });

    it("leave the votes in between out where the newest snapshot is damaged, too", async () => {
      const world = createWorld();
      await pass(world.models, votes.slice(0, 200));
      await pass(world.models, votes.slice(0, 300));
      await world.evidence.withdrawSnapshot(TENANT, "learned", 2);
      await pass(world.models, votes.slice(0, 400));
      expect(world.models.describe(TENANT)).toMatchObject({ revision: "bt-hash-v2.3", votes: 300 });
      damage(world, 3);
      damage(world, 1);
      const restarted = world.openModels();
      await restarted.restore();
      await pass(restarted, votes);
      expect(restarted.describe(TENANT)).toMatchObject({ revision: "bt-hash-v2.4", votes: 400 });
    });

    it("during a pass, keep nothing that it learned, and go on as rolled back", async () => {
      const world = createWorld();
      await pass(world.models, votes.slice(0, 200));
      await pass(world.models, votes.slice(0, 300));
      await world.models.learnedUpTo(TENANT);
      await world.models.learn(TENANT, votes.slice(300));
      await world.evidence.withdrawSnapshot(TENANT, "learned", 2);
      await world.models.endPass(TENANT);
      expect(await digests(world)).toHaveLength(2);
      await pass(world.models, votes);
      expect(world.models.describe(TENANT)).toMatchObject({ revision: "bt-hash-v2.3", votes: 400 });
    });

    it("to nothing, begin with the votes that come then", async () => {
      const world = createWorld();
      await pass(world.models, votes.slice(0, 300));
      await world.evidence.withdrawSnapshot(TENANT, "learned", 1);
      await pass(world.models, votes.slice(0, 300));
      expect(world.models.isActive(TENANT)).toBe(false);
      expect(world.models.describe(TENANT)).toBeNull();
      await pass(world.models, votes);
      expect(world.models.describe(TENANT)).toMatchObject({ revision: "bt-hash-v2.2", votes: 200 });
    });
  });
});
