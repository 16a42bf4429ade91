import type { QuestionRecord } from "../../ports/question-store.ts";
import type { Caller } from "../caller.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";
import type { Asker } from "./asked-questions.ts";
import { toCompareQuestion } from "./compare-question.ts";
import { type GroupPair, GroupPoll } from "./group-poll.ts";
import type { GroupAsk, GroupVerdict } from "./people.ts";
import type { PollingPorts } from "./polling-ports.ts";
import { SETTLE_AHEAD_MS } from "./settle-ahead.ts";
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
  const { human, candidates, scenarioTitle, opening } = ask;
  const { tenantId } = caller;
  const createdAt = ports.clock.now();
  const expiresAt = createdAt + human.ttlMs;
  const settleAt = deadlineAt - SETTLE_AHEAD_MS;
  return new Promise((resolve) => {
    const askers = new Map<GroupPair, Asker>();
    let isOver = false;
    const finish = () => {
      if (!isOver) {
        isOver = true;
        stopWaiting();
        poll.end();
        resolve(poll.verdict());
      }
    };
    const poll = new GroupPoll(
      {
        rewards: candidates.map(({ reward }) => reward),
        human,
        settleAt,
        expiresAt,
        questionOf: ({ first, second }) =>
          toCompareQuestion(ports.sha256Hex, {
            tenantId,
            scenarioTitle,
            opening,
            responseA: candidates[first]?.messages ?? [],
            responseB: candidates[second]?.messages ?? [],
            human,
          }),
      },
      {
        onAsk: (pair, terms) => void putUp(pair, terms),
        onTerms: (pair, terms) => {
          const asker = askers.get(pair);
          if (asker !== undefined) {
            ports.asked.change(asker, pair.question.questionId, terms);
          }
        },
        onDrop: (pair) => {
          const asker = askers.get(pair);
          if (asker !== undefined) {
            ports.asked.leave(asker, pair.question.questionId);
            askers.delete(pair);
          }
        },
        onEnough: finish,
      },
    );
    const putUp = async (pair: GroupPair, terms: QuestionTerms) => {
      const { questionId, content } = pair.question;
      const question: QuestionRecord = { tenantId, questionId, content, audience: human.audience, createdAt, expiresAt };
      const asker: Asker = { takeVotes: (votes) => poll.takeVotes(pair, votes) };
      try {
        const history = await ports.opener.open(question);
        if (!isOver && poll.wants(pair)) {
          askers.set(pair, asker);
          poll.takeVotes(pair, ports.asked.join(asker, question, history, terms));
        }
      } catch (fault) {
        ports.reportFault(fault, caller.requestId);
      }
    };
    const stopWaiting = waitForPeople(
      ports,
      { tenantId, audience: human.audience, canDoWithout: human.mode === "auto", until: settleAt },
      finish,
    );
    poll.start();
  });
}
