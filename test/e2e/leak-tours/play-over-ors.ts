import type { OutgoingHttpHeaders } from "node:http";
import { joinResult } from "../../api/read-ors-stream.ts";
import type { ApiAnswer, ApiClient } from "../support/api-client.ts";
import { CANARY_COLLECTION, CANARY_SCENARIO } from "../support/canary-collection.ts";
import type { CanaryScanner } from "../support/canary-scanner.ts";
import { BAD_BODIES, BAD_TOOL_CALLS, HOSTILE_NAMES, PROBES } from "../support/hostile-requests.ts";

const MOVES = ["Hello.", "What about your favourite tea?", "Tell me more.", "What about the cellar?", "What about the garden?"];

/** The port of the Open Reward Standard from one end to the other, and with all that is wrong. Returns the statuses of every route that its /openapi.json names. */
export async function playOverOrs(client: ApiClient, scanner: CanaryScanner): Promise<ReadonlyMap<string, readonly number[]>> {
  const statuses = new Map<string, number[]>();
  const session: OutgoingHttpHeaders = { "x-session-id": "tour" };
  const ask = async (route: string, body?: unknown, headers = session): Promise<ApiAnswer> => {
    const [method = "", path = ""] = route.split(" ");
    const answer = await client.send(method, path.replace("{env}", CANARY_COLLECTION), body, headers);
    statuses.set(route, [...(statuses.get(route) ?? []), answer.status]);
    const place = `${route} ${JSON.stringify(body ?? null).slice(0, 200)} → ${answer.status}`;
    const isResult = /^event: (?:chunk|end)$/m.test(answer.text) && route.endsWith("/call");
    if (!isResult) {
      scanner.scanAnswer(place, answer);
      return answer;
    }
    const text = joinResult(answer.text);
    const result = JSON.parse(text) as { readonly output?: { readonly blocks: readonly { readonly text: string }[] } };
    scanner.learnSaid(place, result.output?.blocks[0]?.text ?? "");
    scanner.scanAnswer(place, { ...answer, headers: { ...answer.headers, "content-type": "application/json" }, text });
    return answer;
  };
  const call = (name: string, input: object) => ask("POST /{env}/call", { name, input });
  const start = async (further: object) => {
    await ask("POST /create", { task_spec: { scenario_slug: CANARY_SCENARIO, collection_slug: CANARY_COLLECTION, ...further } });
  };

  for (const route of ["GET /health", "GET /version", "GET /list_environments", "GET /openapi.json", "POST /create_session"]) {
    await ask(route);
  }
  for (const moves of [MOVES, PROBES]) {
    await start({ seed: moves.length });
    for (const route of ["GET /{env}/prompt", "GET /{env}/messages", "GET /{env}/task_tools", "POST /ping"]) {
      await ask(route);
    }
    for (const content of moves) {
      await call("send_message", { content });
    }
    for (const { name, input } of BAD_TOOL_CALLS as readonly { name: string; input: object }[]) {
      await call(name, input);
    }
    await ask("POST /{env}/call", { name: "send_message", input: {}, task_id: "unknown" });
    await call("slip", { text: "green" });
    await call("serve", { value: "green" });
    await call("send_message", { content: "Bye." });
    await ask("POST /delete");
    await ask("POST /delete_session");
  }
  const place = { split: "train", index: 0 };
  const posts = [
    "POST /{env}/num_tasks",
    "POST /{env}/tasks",
    "POST /{env}/task",
    "POST /{env}/task_range",
    "POST /create",
    "POST /{env}/call",
  ];
  for (const route of posts) {
    await ask(route, place);
    for (const body of BAD_BODIES) {
      await ask(route, body);
    }
  }
  for (const route of ["GET /{env}/tools", "GET /{env}/splits"]) {
    await ask(route);
    for (const name of HOSTILE_NAMES) {
      await ask(route.replace("{env}", name));
    }
  }
  await ask("POST /ping", undefined, { "x-session-id": "unknown" });
  await ask("GET /prompt", undefined, { "x-deployment": `delta/${CANARY_COLLECTION}` });
  return statuses;
}
