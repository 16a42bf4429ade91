import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { comparePair } from "./compare-body.ts";
import type { CompareJob, MeasuredCompares } from "./generator-messages.ts";
import { KeepAliveConnection } from "./keep-alive-connection.ts";
import { quantile } from "./quantile.ts";

/** Millions of requests would be needed for two jobs to draw the same. */
const RUN = Math.floor(Math.random() * 2 ** 40).toString(36);
/** Of its budget: what is answered sooner was not held for it. Answers that are held leave ahead of their deadline, by some .2 s where the machine is late. */
const HELD_SHARE = 0.5;
let asked = 0;

interface Answer {
  readonly comparison_id: string;
  readonly final: boolean;
  readonly winner: string | null;
  readonly votes: { readonly count: number };
}

/**
 * Asks compares on as many connections as are given, one at a time on each, every one with a budget drawn evenly from the range, until the time is over; then waits for those
 * that are still out. A connection is opened with its first request, and the time of that counts. Whoever is answered before the budget is over asks anew when it is: so as many compares come a second, however soon they are answered.
 */
export async function holdCompares({ target, durationMs, scorer, budgetMs, human }: CompareJob): Promise<MeasuredCompares> {
  const latenesses: number[] = [];
  const elapsed: number[] = [];
  const settled: string[] = [];
  let withVotes = 0;
  let undecided = 0;
  const lost = new Map<string, number>();
  const endAt = performance.now() + durationMs;
  const headers = { authorization: `Bearer ${target.apiKey}` };
  const ask = async () => {
    // Not all in the same instant: callers come and go by themselves.
    await pause(Math.random() * budgetMs[1]);
    let connection: KeepAliveConnection | null = null;
    while (performance.now() < endAt) {
      asked += 1;
      const latency_budget_ms = Math.round(budgetMs[0] + Math.random() * (budgetMs[1] - budgetMs[0]));
      const body = JSON.stringify({ ...comparePair(`${RUN}-${asked}`, scorer), latency_budget_ms, human });
      const sentAt = performance.now();
      connection ??= await KeepAliveConnection.open(target.url, headers);
      const response = await connection
        .post("/api/v1/compare", body)
        .catch((error: Error) => ({ status: error.message, body: "" }));
      const elapsedMs = performance.now() - sentAt;
      if (response.status !== 200) {
        lost.set(String(response.status), (lost.get(String(response.status)) ?? 0) + 1);
        return;
      }
      const answer = JSON.parse(response.body) as Answer;
      elapsed.push(elapsedMs);
      if (elapsedMs >= HELD_SHARE * latency_budget_ms) {
        latenesses.push(elapsedMs - latency_budget_ms);
      }
      withVotes += answer.votes.count > 0 ? 1 : 0;
      undecided += answer.winner === null ? 1 : 0;
      if (!answer.final || answer.votes.count > 0) {
        settled.push(answer.comparison_id);
      }
      await pause(Math.max(0, latency_budget_ms - elapsedMs));
    }
    connection?.close();
  };
  await Promise.all(Array.from({ length: target.connections }, ask));
  return { ...summarise(latenesses, elapsed), withVotes, undecided, lost: [...lost], settled };
}

function summarise(held: number[], elapsed: number[]) {
  held.sort((a, b) => a - b);
  elapsed.sort((a, b) => a - b);
  return {
    answers: elapsed.length,
    held: held.length,
    lateP50Ms: quantile(held, 0.5),
    lateP99Ms: quantile(held, 0.99),
    lateP999Ms: quantile(held, 0.999),
    lateMaxMs: quantile(held, 1),
    elapsedP50Ms: quantile(elapsed, 0.5),
    elapsedP99Ms: quantile(elapsed, 0.99),
  };
}
