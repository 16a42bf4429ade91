import { mean } from "../../domain/numerics/mean.ts";
import {
  ModelCallError,
  type ModelFlag,
  type ModelQuestion,
  type ModelVerdict,
  type PairVerdict,
  type SelfTestReport,
} from "../../ports/reward-model.ts";
import type { Timer } from "../../ports/timer.ts";
import { hashRevision } from "../hash-revision.ts";
import type { CanaryTally } from "./canary-watch.ts";
import { createJudge, type Judge } from "./create-judge.ts";
import { gatherAnswers } from "./gather-answers.ts";
import { judgeEach } from "./judge-each.ts";
import type { PanelOptions } from "./judge-options.ts";
import type { JudgeWorld } from "./judge-world.ts";

/** What the others get for their self-tests once enough members have passed: weights may have to be loaded. */
const TEST_GRACE_MS = 20_000;

/**
 * Several judges as one: the mean of what those say that answer; a member that fails its self-test is left out until it passes another. Late ones are not waited for without end once `answersMin` have answered. Throws RangeError where `answersMin` is not from 1 to the
 * number of members, else as `createJudge`.
 */
export function createPanel({ id, members, answersMin }: PanelOptions, world: JudgeWorld): Judge {
  if (!Number.isInteger(answersMin) || answersMin < 1 || answersMin > members.length) {
    throw new RangeError(`answers_min is ${answersMin}; a panel of ${members.length} needs 1 to ${members.length}.`);
  }
  const judges = members.map((member) => createJudge(member, world));
  /** Without those whose last self-test found a fault. */
  let usable: readonly Judge[] = judges;
  const tests: PanelTests = { judges, answersMin, passed: new Map(), timer: world.timer };
  const askAll = <T>(ask: (judge: Judge, signal: AbortSignal) => Promise<T>, signal: AbortSignal) =>
    gatherAnswers(
      usable.map((judge) => (either: AbortSignal) => ask(judge, either)),
      { answersMin, stopwatch: world.stopwatch, timer: world.timer },
      signal,
    );
  const judgeOne = async (question: ModelQuestion, signal: AbortSignal) =>
    meanVerdict(await askAll((judge, either) => verdictOf(judge, question, either), signal));
  return {
    id,
    kind: "judge",
    revision: revisionOf(judges, answersMin),
    batchMax: 1,
    score: (questions, signal) => judgeEach(questions, (question) => judgeOne(question, signal)),
    compare: async (first, second, signal) =>
      meanPair(await askAll((judge, either) => judge.compare(first, second, either), signal)),
    selfTest: async (signal) => {
      const { faulty, report } = await testPanel(tests, signal);
      usable = report.fault === null ? judges.filter((judge) => !faulty.has(judge)) : judges;
      return report;
    },
    canaryTally: () =>
      addTallies(
        judges.map((judge) => judge.canaryTally()),
        answersMin,
      ),
    spendings: judges.flatMap(({ spendings }) => spendings),
    close: () => {
      for (const judge of judges) {
        judge.close();
      }
    },
  };
}

async function verdictOf(judge: Judge, question: ModelQuestion, signal: AbortSignal): Promise<ModelVerdict> {
  const [result] = await judge.score([question], signal);
  if (result === undefined || result instanceof Error) {
    throw result;
  }
  return result;
}

function meanVerdict(verdicts: readonly ModelVerdict[]): ModelVerdict {
  const keys = new Set(verdicts.flatMap(({ scores }) => Object.keys(scores ?? {})));
  const scoreOf = (key: string) => verdicts.map(({ scores }) => scores?.[key]).filter((score) => typeof score === "number");
  return {
    raw: mean(verdicts.map(({ raw }) => raw)),
    scores: Object.fromEntries([...keys].map((key) => [key, scoreOf(key).length === 0 ? null : mean(scoreOf(key))])),
    flags: union(verdicts.map(({ flags }) => flags)),
  };
}

function meanPair(verdicts: readonly PairVerdict[]): PairVerdict {
  return {
    probabilityFirst: mean(verdicts.map(({ probabilityFirst }) => probabilityFirst)),
    flags: [union(verdicts.map(({ flags }) => flags[0])), union(verdicts.map(({ flags }) => flags[1]))],
  };
}

/** The tests of a panel's members. */
interface PanelTests {
  readonly judges: readonly Judge[];
  readonly answersMin: number;
  /** Who needs no test any more, and how it did. */
  readonly passed: Map<Judge, SelfTestReport>;
  readonly timer: Timer;
}

/** What the members' own tests found. */
interface PanelTest {
  readonly faulty: ReadonlySet<Judge>;
  readonly report: SelfTestReport;
}

/** The members' own tests: enough of them must pass. The numbers are means over those that could be reached; those that could not are found no fault with. */
async function testPanel(tests: PanelTests, signal: AbortSignal): Promise<PanelTest> {
  const { judges, answersMin } = tests;
  const outcomes = await testMembers(tests, signal);
  const tested = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failures = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  if (tested.length < answersMin) {
    throw failures[0];
  }
  const faulty = tested.filter(({ report }) => report.fault !== null);
  const canJudge = tested.length - faulty.length >= answersMin;
  return {
    faulty: new Set(faulty.map(({ judge }) => judge)),
    report: {
      good: mean(tested.map(({ report }) => report.good)),
      bad: mean(tested.map(({ report }) => report.bad)),
      fault: canJudge ? null : faulty.map(({ judge, report }) => `${judge.id}: ${report.fault}`).join(" "),
      ...(canJudge && tests.passed.size < judges.length ? { partFault: partFaultOf(judges, outcomes) } : {}),
    },
  };
}

/** The outcome of each member's test, in their order. One that hangs does not hold up a panel that can do without it. */
async function testMembers({ judges, answersMin, passed, timer }: PanelTests, signal: AbortSignal) {
  const late = new AbortController();
  const either = AbortSignal.any([signal, late.signal]);
  let isEnough = false;
  let stopWaiting: () => void = () => undefined;
  const outcomes = await Promise.allSettled(
    judges.map(async (judge) => {
      const report = passed.get(judge) ?? (await judge.selfTest(either));
      if (report.fault === null) {
        passed.set(judge, report);
      }
      if (!isEnough && passed.size >= answersMin) {
        isEnough = true;
        stopWaiting = timer.set(TEST_GRACE_MS, () => late.abort());
      }
      return { judge, report };
    }),
  );
  stopWaiting();
  return outcomes;
}

/** Which members have not passed, and why. */
function partFaultOf(judges: readonly Judge[], outcomes: Awaited<ReturnType<typeof testMembers>>): string {
  const faults = outcomes.flatMap((outcome, index) => {
    const fault = outcome.status === "fulfilled" ? outcome.value.report.fault : toMessage(outcome.reason);
    return fault === null ? [] : [`${judges[index]?.id}: ${fault}`];
  });
  return faults.join(" ");
}

function toMessage(reason: unknown): string {
  return reason instanceof ModelCallError ? reason.message : "Its self-test broke off.";
}

function addTallies(tallies: readonly CanaryTally[], answersMin: number): CanaryTally {
  return {
    asked: tallies.reduce((sum, { asked }) => sum + asked, 0),
    missed: tallies.reduce((sum, { missed }) => sum + missed, 0),
    isDistrusted: tallies.filter(({ isDistrusted }) => !isDistrusted).length < answersMin,
  };
}

function union(flags: readonly (readonly ModelFlag[])[]): readonly ModelFlag[] {
  return [...new Set(flags.flat())];
}

function revisionOf(judges: readonly Judge[], answersMin: number): string {
  return hashRevision([answersMin, ...judges.map(({ revision }) => revision)].join(" "));
}
