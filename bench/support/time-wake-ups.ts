import { setTimeout as pause } from "node:timers/promises";
import { lease, openAnnotator, type Served, toBallot, vote } from "./cast-votes.ts";
import { comparePair, pairNameOf } from "./compare-body.ts";
import type { WakeJob, WakeUp } from "./generator-messages.ts";
import { KeepAliveConnection } from "./keep-alive-connection.ts";

const LEASE_WAIT_MS = 500;
const BUDGET_MS = 20_000;
/** One vote decides. */
const HUMAN = { mode: "require", min_votes: 1, max_votes: 1 };
const RUN = Math.floor(Math.random() * 2 ** 40).toString(36);
let asked = 0;

/** As many callers as annotators; each waits for an answer that a single vote brings, pauses, and asks anew. Resolves with what each answer came after. */
export async function timeWakeUps({ target, sessions, wakeUps, pauseMs }: WakeJob): Promise<readonly WakeUp[]> {
  const answeredAt = new Map<string, number>();
  const voteOf = new Map<string, { readonly voteId: string; readonly sentAt: number }>();
  const headers = { authorization: `Bearer ${target.apiKey}` };
  let isOver = false;
  const voteOn = async (token: string) => {
    const annotator = await openAnnotator(target.url, token);
    for (let served: Served | null = null; !isOver; ) {
      served ??= await lease(annotator, LEASE_WAIT_MS);
      if (served !== null) {
        const ballot = toBallot(served);
        const name = pairNameOf(served.question.left.messages.at(-1)?.content ?? "");
        voteOf.set(name, { voteId: ballot.vote_id, sentAt: monotonicMs() });
        served = await vote(annotator, ballot);
      }
    }
    annotator.close();
  };
  const askOn = async () => {
    const connection = await KeepAliveConnection.open(target.url, headers);
    while (asked < wakeUps) {
      asked += 1;
      const name = `${RUN}-${asked}`;
      const body = JSON.stringify({ ...comparePair(name), latency_budget_ms: BUDGET_MS, human: HUMAN });
      const response = await connection.post("/api/v1/compare", body);
      answeredAt.set(name, monotonicMs());
      if (response.status !== 200) {
        throw new Error(`A compare was answered ${response.status}: ${response.body}`);
      }
      await pause(pauseMs);
    }
    connection.close();
  };
  const voting = Promise.all(sessions.map(voteOn));
  await Promise.all(sessions.map(askOn));
  isOver = true;
  await voting;
  return [...answeredAt].flatMap(([name, at]) => {
    const cast = voteOf.get(name);
    return cast === undefined ? [] : [{ voteId: cast.voteId, voteSentAt: cast.sentAt, answeredAt: at }];
  });
}

/** Milliseconds of the system's monotonic clock, which all processes of a machine share. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
