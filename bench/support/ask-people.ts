import { comparePair } from "./compare-body.ts";
import type { AskJob } from "./generator-messages.ts";
import { KeepAliveConnection } from "./keep-alive-connection.ts";

const RUN = Math.floor(Math.random() * 2 ** 40).toString(36);
let asked = 0;
let held: readonly KeepAliveConnection[] = [];

/** Asks, and resolves at once: the connections wait for their answers, which nobody reads, until `hangUp`. */
export async function askPeople({ target, pairsPerConnection, budgetMs, human }: AskJob): Promise<null> {
  const headers = { authorization: `Bearer ${target.apiKey}` };
  const connections = await Promise.all(
    Array.from({ length: target.connections }, () => KeepAliveConnection.open(target.url, headers)),
  );
  for (const connection of connections) {
    const pairs = Array.from({ length: pairsPerConnection }, () => {
      asked += 1;
      return comparePair(`${RUN}-${asked}`);
    });
    connection
      .post("/api/v1/batch/compare", JSON.stringify({ latency_budget_ms: budgetMs, human, pairs }))
      .catch(() => undefined);
  }
  held = [...held, ...connections];
  return null;
}

/** The callers go away. */
export async function hangUp(): Promise<null> {
  for (const connection of held) {
    connection.close();
  }
  held = [];
  return null;
}
