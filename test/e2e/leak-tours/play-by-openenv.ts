import { CANARY_COLLECTION, CANARY_SCENARIO } from "../support/canary-collection.ts";
import type { CanaryVisitor } from "../support/canary-visitor.ts";

const BASES: readonly (readonly [base: string, isKeyed: boolean, hasScenario: boolean])[] = [
  ["/compat/openenv/{collection_slug}", false, false],
  ["/compat/openenv/{collection_slug}/{scenario_slug}", false, true],
  ["/compat/k/{key}/openenv/{collection_slug}", true, false],
  ["/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}", true, true],
];
/** Opens a fact, gets a hint, a deflection and stock lines, and steps on a mine. */
const WORDS = [
  "Hello.",
  "What about your favourite tea? And closing time?",
  "What about the cellar?",
  "It's your own fault.",
  "",
];
const TOOLS = [
  { type: "list_tools" },
  { type: "call_tool", tool_name: "send_message", arguments: { content: "What about the garden?" } },
  { type: "call_tool", tool_name: "slip", arguments: { text: "green" } },
  { type: "call_tool", tool_name: "unknown" },
];
const rpc = (method: string, params: object) => ({ jsonrpc: "2.0", id: 1, method, params });
const rpcs = (session: object) => [
  rpc("initialize", {}),
  rpc("tools/list", session),
  rpc("tools/call", { ...session, name: "send_message", arguments: { content: "And your favourite tea again?" } }),
  rpc("tools/call", { ...session, name: "serve", arguments: { value: "no such tea" } }),
  rpc("tools/call", { ...session, name: "serve", arguments: { value: "green" } }),
  rpc("tools/call", { ...session, name: "send_message", arguments: {} }),
  rpc("fly", session),
];

/** OpenEnv's dialect, over HTTP, MCP and a WebSocket, each with what is refused. */
export async function playByOpenEnv(caller: CanaryVisitor): Promise<void> {
  for (const [base, isKeyed, hasScenario] of BASES) {
    const names = [...(isKeyed ? [caller.apiKey] : []), CANARY_COLLECTION, ...(hasScenario ? [CANARY_SCENARIO] : [])];
    const unknown = [...(isKeyed ? [caller.apiKey] : []), "unknown", ...(hasScenario ? ["unknown"] : [])];
    const { text } = await caller.call(`POST ${base}/reset`, names, { seed: 1 });
    const { metadata } = JSON.parse(text) as { readonly metadata: { readonly episode_id: string } };
    const { episode_id } = metadata;
    for (const action of [...WORDS.map((content) => ({ content })), ...TOOLS, { words: 7 }]) {
      await caller.call(`POST ${base}/step`, names, { episode_id, action });
    }
    await caller.call(`GET ${base}/state?episode_id=${episode_id}`, names);
    for (const name of ["state", "health", "schema", "metadata", "openapi.json"]) {
      await caller.call(`GET ${base}/${name}`, names);
      await caller.call(`GET ${base}/${name}`, unknown);
    }
    for (const message of [...rpcs({}), ...rpcs({ session_id: episode_id }), rpc("openenv/session/create", {})]) {
      await caller.call(`POST ${base}/mcp`, names, message);
    }
    await caller.call(`POST ${base}/mcp`, names, rpc("openenv/session/close", { session_id: episode_id }));
    await caller.call(`POST ${base}/mcp`, names, Buffer.from("{"));
    await caller.call(`POST ${base}/reset`, names, { seed: "one" });
  }
  await converse(caller);
}

async function converse(caller: CanaryVisitor): Promise<void> {
  const steps = [...WORDS.map((content) => ({ content })), ...TOOLS, { words: 7 }].map((data) => ({ type: "step", data }));
  const mcp = rpcs({}).map((data) => ({ type: "mcp", data }));
  const nonsense = ["{", { type: "fly" }, { type: "reset", data: { task: "unknown" } }, { type: "step" }, { type: "mcp" }, []];
  for (const path of [`${CANARY_COLLECTION}/${CANARY_SCENARIO}`, CANARY_COLLECTION]) {
    const messages = [{ type: "state" }, ...steps.slice(0, 1), { type: "reset", data: { seed: 2 } }, ...steps, { type: "state" }];
    await caller.converse(`/compat/openenv/${path}/ws`, [...messages, ...mcp, ...nonsense, { type: "state" }]);
  }
}
