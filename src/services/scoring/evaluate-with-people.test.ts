import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HUMAN } from "../../../test/doubles/create-people-world.ts";
import { CALLER, createServiceWorld, EVALUATE_REQUEST as REQUEST } from "../../../test/doubles/create-service-world.ts";
import { NO_PEOPLE } from "../../../test/doubles/no-people.ts";
import { GOOD_TALK, POOR_TALK, RUINED_TALK } from "../../../test/doubles/transcripts.ts";
import { assertInvariant } from "../../domain/assert.ts";
import type { GroupAsk, GroupVerdict, People, RatingAsk, RatingVerdict } from "../people/people.ts";
import type { BatchItem, BatchRequest, BatchResult } from "./batch-evaluation.ts";
import type { BatchHooks } from "./batch-hooks.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import { evaluateTranscript } from "./evaluate-transcript.ts";
import type { EvaluateRequest } from "./evaluation.ts";
import { heardOfRubric } from "./heard-of.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

const DEADLINE = 2_000_000;
const REQUIRED = { ...HUMAN, mode: "require" as const };

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(() => world.close());

/** People who are there, note what they are asked, and say what the test lets them. */
function createPeople(says: { readonly group?: GroupVerdict; readonly rating?: RatingVerdict } = {}) {
  const groups: GroupAsk[] = [];
  const ratings: RatingAsk[] = [];
  const people: People = {
    ...NO_PEOPLE,
    areThere: () => true,
    settleGroup: async (_caller, ask) => {
      groups.push(ask);
      return says.group ?? null;
    },
    settleRating: async (_caller, ask) => {
      ratings.push(ask);
      return says.rating ?? null;
    },
  };
  return { people, groups, ratings };
}

const item = (id: string, change: Partial<EvaluateRequest> = {}, groupId: string | null = "g"): BatchItem => ({
  id,
  groupId,
  request: { ...REQUEST, human: HUMAN, ...change },
});
const good = (change: Partial<EvaluateRequest> = {}) => item("good", change);
const poor = (change: Partial<EvaluateRequest> = {}) => item("poor", { messages: POOR_TALK, ...change });
const ruined = (change: Partial<EvaluateRequest> = {}) => item("ruined", { messages: RUINED_TALK, ...change });

const evaluate = (
  people: People,
  items: readonly BatchItem[],
  change: Partial<BatchRequest & { readonly ports: Partial<ScoringPorts> }> = {},
  hooks: BatchHooks<BatchResult> = {},
) => {
  const { ports, ...request } = change;
  return evaluateBatch(
    { ...world.ports, people, ...ports },
    CALLER,
    { items, rewardMode: "group", deadlineAt: DEADLINE, ...request },
    hooks,
  );
};
const rewardsOf = ({ results }: { readonly results: readonly BatchResult[] }) =>
  results.map((result) => (result.status === "error" ? result.failure : result.groupReward));
/** Without what time and chance put into an answer. */
const plain = ({ results }: { readonly results: readonly BatchResult[] }) =>
  results.map((result) =>
    result.status === "error" ? result : { ...result, evaluation: { ...result.evaluation, evaluationId: "" } },
  );

const FOR_POOR: GroupVerdict = { shares: [0.2, 0.8], voteCount: 4, peopleWeight: 0.56 };

describe("a group put to people", () => {
  it("is asked about whole, with the rewards that it has; the disqualified stand in and are not shown", async () => {
    const { people, groups } = createPeople();
    await evaluate(people, [good(), ruined(), item("other", {}, "h"), poor()]);
    expect(groups.map(({ candidates }) => candidates)).toEqual([
      [
        { messages: GOOD_TALK, reward: 0.25, heard: heardOfRubric(0.25), isShown: true },
        { messages: RUINED_TALK, reward: 0, heard: heardOfRubric(0), isShown: false },
        { messages: POOR_TALK, reward: 0, heard: heardOfRubric(0), isShown: true },
      ],
    ]);
    expect(groups[0]).toMatchObject({ scenarioTitle: "A caller", human: HUMAN });
  });

  it("gives each the share that votes and rewards expect; the rewards by themselves stay as they were", async () => {
    const { people } = createPeople({ group: FOR_POOR });
    const batch = await evaluate(people, [good(), poor()]);
    expect(rewardsOf(batch)).toEqual([0.2, 0.8]);
    for (const [index, reward] of [0.25, 0].entries()) {
      expect(batch.results[index]).toMatchObject({
        status: "ok",
        evaluation: { reward, source: { kind: "blend" }, people: { voteCount: 4, weight: 0.56 } },
      });
    }
    expect(batch.summary.meanReward).toBe(0.125);
  });

  it("is answered by people alone where nine tenths of the evidence are theirs", async () => {
    const { people } = createPeople({ group: { ...FOR_POOR, peopleWeight: 0.9 } });
    expect((await evaluate(people, [good(), poor()])).results[0]).toMatchObject({ evaluation: { source: { kind: "people" } } });
  });

  it("is without a vote what it is without people, to the last member", async () => {
    const items = [good(), ruined(), poor(), item("alone", {}, "h")];
    const { people, groups } = createPeople();
    const asked = await evaluate(people, items);
    expect(groups).toHaveLength(1);
    expect(plain(asked)).toEqual(plain(await evaluate(NO_PEOPLE, items)));
  });

  it.each([
    ["its items want nobody", [good({ human: null }), poor({ human: { ...HUMAN, mode: "off" } })], {}],
    ["there is no deadline", [good(), poor()], { deadlineAt: null }],
    ["its items are of different scenarios", [good(), poor({ scenarioSlug: "sibling" })], {}],
    ["all in it look alike", [good(), good()], {}],
    ["one in it may be shown", [good(), ruined()], {}],
    ["it is too large", Array.from({ length: 65 }, (_value, index) => (index % 2 === 0 ? good() : poor())), {}],
  ])("is not asked about where %s", async (_case, items, change) => {
    const { people, groups } = createPeople({ group: FOR_POOR });
    const { scenarios } = world.ports;
    const sibling: ScoringPorts["scenarios"] = {
      ...scenarios,
      findScenario: (slug, scenarioSlug) => scenarios.findScenario(slug, scenarioSlug === "sibling" ? "caller" : scenarioSlug),
    };
    const { results } = await evaluate(people, items, { ...change, ports: { scenarios: sibling } });
    expect(groups).toEqual([]);
    expect(results.every((result) => result.status !== "error" && result.groupReward !== null)).toBe(true);
  });

  it("shows nobody an item that wants nobody, or another audience", async () => {
    const { people, groups } = createPeople();
    const talks = [good(), poor(), good({ human: null }), good({ human: { ...HUMAN, audience: "doctors" } })];
    await evaluate(people, talks);
    expect(groups[0]?.candidates.map(({ isShown }) => isShown)).toEqual([true, true, false, false]);
  });

  it("requires people where one of its items does", async () => {
    const { people, groups } = createPeople();
    const { results } = await evaluate(people, [good(), poor({ human: REQUIRED })]);
    expect(groups[0]?.human.mode).toBe("require");
    expect(results.map(({ status }) => status)).toEqual(["unscored", "unscored"]);
  });

  describe("where people are required", () => {
    it("has no reward where too few voted; what failed by itself stays as it is", async () => {
      const { people } = createPeople({ group: { ...FOR_POOR, voteCount: 2 } });
      const unknown = item("unknown", { scenarioSlug: "none" });
      const { results, summary } = await evaluate(people, [good({ human: REQUIRED }), ruined(), unknown, poor()]);
      const failure = {
        failureClass: "too_few_votes",
        detail: "2 of the 3 votes that are required had come in when the time was over",
        retryable: true,
      };
      expect(results).toMatchObject([
        { id: "good", status: "unscored", groupReward: null, evaluation: { failure } },
        { id: "ruined", status: "unscored", evaluation: { failure } },
        { id: "unknown", status: "error", failure: { failureClass: "not_found" } },
        { id: "poor", status: "unscored", evaluation: { failure } },
      ]);
      expect(summary).toEqual({ ok: 0, disqualified: 0, unscored: 3, error: 1, meanReward: null });
    });

    it("has its reward with as many votes as are required", async () => {
      const { people } = createPeople({ group: { ...FOR_POOR, voteCount: 3 } });
      expect(rewardsOf(await evaluate(people, [good({ human: REQUIRED }), poor({ human: REQUIRED })]))).toEqual([0.2, 0.8]);
    });

    it("says for good that it cannot be asked about", async () => {
      const { people } = createPeople();
      const items = Array.from({ length: 65 }, () => good({ human: REQUIRED }));
      expect((await evaluate(people, items)).results[64]).toMatchObject({
        status: "unscored",
        evaluation: { failure: { failureClass: "invalid_request", retryable: false, detail: expect.stringContaining("64") } },
      });
    });

    it("is a fault of the server where asking fails; elsewhere the rewards stand and the log is told", async () => {
      const people: People = {
        ...NO_PEOPLE,
        areThere: () => true,
        settleGroup: () => Promise.reject(new TypeError("secret")),
      };
      const { results } = await evaluate(people, [good({ human: REQUIRED }), poor()]);
      expect(results).toMatchObject([
        { id: "good", status: "error", failure: { failureClass: "internal" } },
        { id: "poor", status: "error", failure: { failureClass: "internal" } },
      ]);
      expect(JSON.stringify(results)).not.toContain("secret");
      expect(rewardsOf(await evaluate(people, [good(), poor()]))).toEqual(rewardsOf(await evaluate(NO_PEOPLE, [good(), poor()])));
      expect(world.faults).toHaveLength(2);
    });
  });

  it("is waited for while the other results are handed on and sent", async () => {
    let answer: (verdict: GroupVerdict) => void = () => undefined;
    const people: People = {
      ...NO_PEOPLE,
      areThere: () => true,
      settleGroup: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    };
    const seen: string[] = [];
    const batch = evaluate(
      people,
      [good(), item("alone", {}, "h"), poor()],
      {},
      { onResult: ({ id }) => void seen.push(id), onWait: () => void seen.push("waits") },
    );
    await turn();
    expect(seen).toEqual(["waits", "alone", "waits"]);
    answer(FOR_POOR);
    expect(rewardsOf(await batch)).toEqual([0.2, 0.5, 0.8]);
    expect(seen.slice(3)).toEqual(["good", "poor", "waits"]);
  });

  it("records nothing where nobody waits any more when the votes are in", async () => {
    const { people } = createPeople({ group: FOR_POOR });
    const normalization = { key: "run", windows: ["5n"] };
    let isStopped = false;
    const signal = {
      throwIfAborted: () => {
        if (isStopped) {
          throw new Error("gone");
        }
      },
    };
    const onWait = () => {
      isStopped = true;
    };
    await expect(evaluate(people, [good({ normalization }), poor({ normalization })], {}, { signal, onWait })).rejects.toThrow(
      "gone",
    );
    const { results } = await evaluate(NO_PEOPLE, [good({ normalization })]);
    expect(results[0]).toMatchObject({ evaluation: { normalized: { "5n": { count: 0 } } } });
  });
});

const RATED: RatingVerdict = { reward: 0.7, scores: { D1: 0.8 }, voteCount: 3, peopleWeight: 0.49, confidence: 0.68 };

describe("a conversation rated by people", () => {
  const rate = (people: People, change: Partial<EvaluateRequest> = {}, deadlineAt: number | null = DEADLINE) =>
    evaluateTranscript({ ...world.ports, people }, CALLER, { ...REQUEST, human: HUMAN, ...change }, deadlineAt);

  it("has the reward, the scores and the confidence that model and people have together", async () => {
    const { people, ratings } = createPeople({ rating: RATED });
    expect(await rate(people)).toMatchObject({
      status: "ok",
      reward: 0.7,
      scores: { D1: 0.8 },
      confidence: 0.68,
      source: { kind: "blend" },
      people: { voteCount: 3, weight: 0.49 },
      raw: 0.25,
    });
    expect(ratings).toMatchObject([{ scenarioTitle: "A caller", messages: GOOD_TALK, reward: 0.25, human: HUMAN }]);
  });

  it("is held against its history by the reward that is answered", async () => {
    const { people } = createPeople({ rating: RATED });
    const normalization = { key: "run", windows: ["5n"] };
    await rate(people, { normalization });
    expect(await rate(NO_PEOPLE, { normalization })).toMatchObject({ normalized: { "5n": { count: 1, mean: 0.7 } } });
    const { results } = await evaluate(people, [item("a", { normalization }, null)], { rewardMode: "absolute" });
    expect(results[0]).toMatchObject({ evaluation: { reward: 0.7, normalized: { "5n": { count: 2 } } } });
    expect(await rate(NO_PEOPLE, { normalization })).toMatchObject({
      normalized: { "5n": { count: 3, mean: (0.7 + 0.25 + 0.7) / 3 } },
    });
  });

  it.each([
    ["people are not wanted", { human: null }, DEADLINE],
    ["it is disqualified", { messages: RUINED_TALK, human: REQUIRED }, DEADLINE],
    ["there is no deadline", {}, null],
  ])("is not put to them where %s", async (_case, change, deadlineAt) => {
    const { people, ratings } = createPeople({ rating: RATED });
    const evaluation = await rate(people, change, deadlineAt);
    expect(ratings).toEqual([]);
    expect({ ...evaluation, evaluationId: "" }).toEqual({
      ...(await rate(NO_PEOPLE, { ...change, human: null })),
      evaluationId: "",
    });
  });

  it("is without a rating what it is without people", async () => {
    const { people, ratings } = createPeople();
    const evaluation = await rate(people);
    expect(ratings).toHaveLength(1);
    expect({ ...evaluation, evaluationId: "" }).toEqual({ ...(await rate(NO_PEOPLE, { human: null })), evaluationId: "" });
  });

  it("has no reward, and no history, where people are required and too few rated it", async () => {
    const normalization = { key: "run", windows: ["5n"] };
    const { people } = createPeople({ rating: { ...RATED, voteCount: 2 } });
    const evaluation = await rate(people, { human: REQUIRED, normalization });
    expect(evaluation).toMatchObject({ status: "unscored", failure: { failureClass: "too_few_votes", retryable: true } });
    expect(evaluation).not.toHaveProperty("reward");
    expect(await rate(NO_PEOPLE, { normalization })).toMatchObject({ normalized: { "5n": { count: 0 } } });
  });

  it("stands in its batch beside the others, each with its own terms", async () => {
    const { people, ratings } = createPeople({ rating: RATED });
    const items = [item("a", { human: null }, null), item("b", {}, null), item("c", { messages: RUINED_TALK }, null)];
    const { results } = await evaluate(people, items, { rewardMode: "absolute" });
    expect(ratings).toHaveLength(1);
    const rewards = results.map((result) => {
      assertInvariant(result.status === "ok" || result.status === "disqualified", "each has a reward");
      return result.evaluation.reward;
    });
    expect(rewards).toEqual([0.25, 0.7, 0]);
  });
});
