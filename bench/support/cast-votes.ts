import { performance } from "node:perf_hooks";
import type { Measured, VoteJob } from "./generator-messages.ts";
import { KeepAliveConnection } from "./keep-alive-connection.ts";
import { postJson } from "./post-json.ts";
import { quantile } from "./quantile.ts";

const LEASE_WAIT_MS = 1000;
let votes = 0;

/** The part of a question that is answered here. */
export interface Served {
  readonly question: {
    readonly question_id: string;
    readonly left: { readonly messages: readonly { readonly content: string }[] };
  };
  readonly lease: { readonly lease_id: string };
}

/** Votes without a pause, each annotator on a connection of its own, one vote at a time, until the time is over. Throws where no question is left: then the board is measured and not the votes. */
export async function castVotes({ url, sessions, durationMs }: VoteJob): Promise<Measured> {
  const latencies: number[] = [];
  const annotators = await Promise.all(sessions.map((token) => openAnnotator(url, token)));
  const firsts = await Promise.all(annotators.map((annotator) => lease(annotator, LEASE_WAIT_MS)));
  const startedAt = performance.now();
  await Promise.all(
    annotators.map(async (annotator, index) => {
      let served = firsts[index] ?? null;
      while (performance.now() < startedAt + durationMs) {
        served ??= await lease(annotator, LEASE_WAIT_MS);
        if (served === null) {
          throw new Error("No question is left.");
        }
        const ballot = toBallot(served);
        const sentAt = performance.now();
        served = await vote(annotator, ballot);
        latencies.push(performance.now() - sentAt);
      }
    }),
  );
  const elapsedMs = performance.now() - startedAt;
  for (const annotator of annotators) {
    annotator.close();
  }
  latencies.sort((a, b) => a - b);
  return { requests: latencies.length, elapsedMs, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}

/** A connection that speaks for one annotator. */
export function openAnnotator(url: string, token: string): Promise<KeepAliveConnection> {
  return KeepAliveConnection.open(url, { authorization: `Bearer ${token}` });
}

/** Null where none came in time. */
export async function lease(annotator: KeepAliveConnection, waitMs: number): Promise<Served | null> {
  const body = JSON.stringify({ wait_ms: waitMs });
  const answer = await postJson<Served | { readonly question: null }>(annotator, "/api/v1/questions/lease", body, 200);
  return answer.question === null ? null : answer;
}

interface Ballot {
  readonly vote_id: string;
  readonly lease_id: string;
  readonly choice: "left" | "right";
  readonly visible_ms: number;
}

/** A vote for either side, with an id that no other has. */
export function toBallot({ lease: { lease_id } }: Served): Ballot {
  votes += 1;
  const vote_id = `${RUN}-0000-4000-8000-${votes.toString(16).padStart(12, "0")}`;
  return { vote_id, lease_id, choice: votes % 2 === 0 ? "left" : "right", visible_ms: 1000 };
}

const RUN = Math.floor(Math.random() * 2 ** 32)
  .toString(16)
  .padStart(8, "0");

/** Resolves, after the vote is acknowledged, with the next question; null where none waits. */
export async function vote(annotator: KeepAliveConnection, ballot: object): Promise<Served | null> {
  return (await postJson<{ readonly next: Served | null }>(annotator, "/api/v1/votes", JSON.stringify(ballot), 200)).next;
}
