import { describe, expect, it } from "vitest";
import { countingRandom, question, testJudge, untilDone } from "../../../test/doubles/judge-world.ts";
import type { ChatPlan } from "../../../test/doubles/upstreams/chat-upstream.ts";
import { CANARY_CONVERSATIONS } from "./canary-conversations.ts";

/** What a good judge says of the canaries. */
const TRUTHS = new Map(CANARY_CONVERSATIONS.flatMap(({ statements }) => statements.map(({ text, isMet }) => [text, isMet])));
const sees: NonNullable<ChatPlan["believes"]> = (statement) => (TRUTHS.get(statement) ? 0.97 : 0.03);
const ALWAYS = { canaryShare: 1 };

/** Lets what nobody waits for go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function scoreTimes(judge: ReturnType<typeof testJudge>["judge"], count: number): Promise<readonly (string | number)[]> {
  const outcomes: (string | number)[] = [];
  for (let time = 0; time < count; time += 1) {
    outcomes.push(
      await judge.score([question("Paris.")], untilDone()).then(
        ([result]) => (result && "raw" in result ? result.raw : "none"),
        ({ reason }: { readonly reason: string }) => reason,
      ),
    );
    await settle();
  }
  return outcomes;
}

describe("canaries", () => {
  it("each have something to be met and something not, so that neither yes nor no is always right", () => {
    expect(CANARY_CONVERSATIONS.every(({ statements }) => new Set(statements.map(({ isMet }) => isMet)).size === 2)).toBe(true);
  });

  it("are answered rightly by a good judge, which stays trusted", async () => {
    const { judge } = testJudge({ believes: sees }, ALWAYS);
    await scoreTimes(judge, 12);
    expect(judge.canaryTally()).toEqual({ asked: 12, missed: 0, isDistrusted: false });
  });

  it.each<[string, NonNullable<ChatPlan["believes"]>]>([
    ["says yes to everything", () => 1],
    ["says no to everything", () => 0],
    ["does what it is told", (statement, answers) => (/grader|"c1"|Thought/.test(answers) ? 1 : sees(statement, answers))],
  ])("are missed by a judge that %s: what it says is then not used", async (_name, believes) => {
    const { judge } = testJudge({ believes }, ALWAYS);
    const outcomes = await scoreTimes(judge, 12);
    expect(judge.canaryTally().isDistrusted).toBe(true);
    expect(judge.canaryTally().missed).toBeGreaterThan(1);
    expect(outcomes.at(-1)).toBe("bad_answer");
    await expect(judge.compare(question("Paris."), question("Lyon."), untilDone())).rejects.toMatchObject({
      reason: "bad_answer",
    });
  });

  it("let a judge back in that answers them again", async () => {
    let believes: NonNullable<ChatPlan["believes"]> = () => 1;
    const { judge } = testJudge({ believes: (...asked) => believes(...asked) }, ALWAYS);
    await scoreTimes(judge, 6);
    expect(judge.canaryTally().isDistrusted).toBe(true);
    believes = sees;
    const outcomes = await scoreTimes(judge, CANARY_CONVERSATIONS.length + 1);
    expect(outcomes).toEqual([...CANARY_CONVERSATIONS.map(() => "bad_answer"), expect.any(Number)]);
  });

  it("are not asked where there is no share for them, and only for that share", async () => {
    const none = testJudge({ believes: sees });
    await scoreTimes(none.judge, 5);
    expect(none.judge.canaryTally().asked).toBe(0);
    const half = testJudge({ believes: sees }, { canaryShare: 0.5 }, countingRandom([2 ** 31 - 1, 2 ** 31]));
    await scoreTimes(half.judge, 4);
    expect(half.judge.canaryTally().asked).toBe(2);
  });

  it("tell nothing where the call fails: that is no miss", async () => {
    const { judge } = testJudge({ believes: sees, dresses: (text, call) => (call === 0 ? text : "?") }, ALWAYS);
    await scoreTimes(judge, 6);
    expect(judge.canaryTally()).toEqual({ asked: 0, missed: 0, isDistrusted: false });
  });

  it("are given up when they take too long, and are waited for by nobody", async () => {
    const { judge, time } = testJudge(() => new Promise(() => undefined), ALWAYS);
    const scored = new AbortController();
    const outcome = judge.score([question("Paris.")], scored.signal);
    await settle();
    expect(time.pending).toBe(1);
    scored.abort();
    await expect(outcome).rejects.toMatchObject({ reason: "timeout" });
    time.advance(60_000);
    await settle();
    expect(time.pending).toBe(0);
    judge.close();
  });
});
