import { assertInvariant } from "../../domain/assert.ts";
import type { CandidatePair } from "../../domain/pairing/spanning-pairs.ts";
import type { QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { Caller } from "../caller.ts";
import { toOpinionRecords } from "../evidence/to-opinion-records.ts";
import { heardOfBoth } from "../scoring/heard-of.ts";
import type { VoteWatcher } from "../voting/asking-board.ts";
import { candidateFaces } from "./candidate-faces.ts";
import { type CompareQuestion, toCompareQuestion } from "./compare-question.ts";
import { type GroupPair, GroupPoll } from "./group-poll.ts";
import type { GroupAsk, GroupVerdict } from "./people.ts";
import type { PollingPorts } from "./polling-ports.ts";
import { settleAt } from "./settle-at.ts";
import { waitForPeople } from "./wait-for-people.ts";

/**
 * Puts pairs of the group's candidates to people and resolves with what their votes make of the group: when votes would tell next to nothing, when nobody is left to vote, or at the deadline. Null where
 * nobody voted. Never rejects: what the store refuses is reported, and counts as not asked.
 */
export function settleGroup(
  ports: PollingPorts,
  caller: Caller,
  ask: GroupAsk,
  deadlineAt: number,
): Promise<GroupVerdict | null> {
  const { human, candidates } = ask;
  const { tenantId, requestId } = caller;
  const createdAt = ports.clock.now();
  const expiresAt = createdAt + human.ttlMs;
  const until = settleAt(ports.deadlines, deadlineAt);
  return new Promise((resolve) => {
    const joined = new Map<GroupPair, VoteWatcher>();
    let isOver = false;
    let isReviewDue = false;
    const finish = () => {
      if (!isOver) {
        isOver = true;
        stopWaiting();
        for (const [pair, asker] of joined) {
          ports.asked.leave(asker, pair.question.questionId);
        }
        resolve(poll.verdict());
      }
    };
    const poll = new GroupPoll(
      {
        rewards: candidates.map(({ reward }) => reward),
        worth: ask.worth,
        faces: candidateFaces(ask),
        human,
        settleAt: until,
        expiresAt,
        questionOf: (pair) => toQuestion(ports, tenantId, ask, pair),
      },
      {
        onAsk: (pair) => void putUp(pair),
        onTerms: (pair) => {
          const asker = joined.get(pair);
          if (asker !== undefined) {
            ports.asked.change(asker, pair.question.questionId, poll.termsOf(pair));
          }
        },
        onEnough: finish,
      },
    );
    const takeVotes = (pair: GroupPair, votes: readonly VoteRecord[]) => {
      poll.takeVotes(pair, votes);
      if (!isReviewDue) {
        isReviewDue = true;
        // Pairs that are opened together bring their votes together: the group is weighed once.
        queueMicrotask(() => {
          isReviewDue = false;
          if (!isOver) {
            poll.review();
          }
        });
      }
    };
    const putUp = async (pair: GroupPair) => {
      const { questionId, content } = pair.question;
      const question: QuestionRecord = { tenantId, questionId, content, audience: human.audience, createdAt, expiresAt };
      try {
        const history = await ports.opener.open(question);
        if (!isOver) {
          const asker: VoteWatcher = { takeVotes: (votes) => takeVotes(pair, votes) };
          joined.set(pair, asker);
          keepOpinions(ports, caller, ask, pair);
          const votes = ports.asked.join(asker, question, history, poll.termsOf(pair));
          if (votes.length > 0) {
            takeVotes(pair, votes);
          }
        }
      } catch (fault) {
        ports.reportFault(fault, requestId);
        if (!isOver) {
          poll.lose(pair);
        }
      }
    };
    const stopWaiting = waitForPeople(
      ports,
      {
        tenantId,
        audience: human.audience,
        canDoWithout: human.mode === "auto",
        until: Math.min(until, expiresAt),
        doneWith: () => inAll(poll.wantedPairs().map(({ question }) => ports.asked.doneWith(question.questionId))),
      },
      finish,
    );
    poll.review();
  });
}

/** What the fallback's sources said of two of the candidates. */
function keepOpinions(
  { opinionKeeper, clock }: PollingPorts,
  { tenantId }: Caller,
  { collectionSlug, scenarioSlug, candidates }: GroupAsk,
  { first, second, question: { questionId, isSwapped } }: GroupPair,
): void {
  const heard = heardOfBoth(candidates[first]?.heard ?? [], candidates[second]?.heard ?? []);
  const asked = { tenantId, questionId, collectionSlug, scenarioSlug, inclusionProbability: 1, askedAt: clock.now() };
  opinionKeeper.keep(asked, toOpinionRecords(asked, isSwapped, heard));
}

function toQuestion(
  { sha256Hex }: PollingPorts,
  tenantId: string,
  { candidates, scenarioTitle, opening, human }: GroupAsk,
  { first, second }: CandidatePair,
): CompareQuestion {
  const responseA = candidates[first]?.messages ?? [];
  const responseB = candidates[second]?.messages ?? [];
  const question = toCompareQuestion(sha256Hex, tenantId, { scenarioTitle, opening, responseA, responseB, human });
  assertInvariant(question !== null, "candidates that look alike are not compared");
  return question;
}

/** Who is in all of the sets. */
function inAll([first, ...others]: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set([...(first ?? [])].filter((one) => others.every((other) => other.has(one))));
}
