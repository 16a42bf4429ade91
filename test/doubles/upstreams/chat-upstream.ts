import { z } from "zod";
import type { UpstreamReply, UpstreamShape } from "./start-upstream.ts";

/** What a fake judge is asked, as it stands in its prompt. */
export interface AskedConversation {
  /** The assistant's lines. */
  readonly answers: string;
  /** The statements in the order of their keys; none where a pair is asked about. */
  readonly statements: readonly string[];
  /** The lines of A and B where a pair is asked about; else empty. */
  readonly a: string;
  readonly b: string;
}

/** What kind of OpenAI-compatible server it is, and what its model thinks. */
export interface ChatPlan {
  /** Which of the ways to ask for JSON it has. */
  readonly understands?: readonly ("json_schema" | "structured_outputs" | "guided_json" | "json_object")[];
  /** What it does with one that it has not: 400 as vLLM and OpenAI, 500, not a word as some providers, or nothing at all. */
  readonly otherwise?: 400 | 500 | "empty" | "ignored";
  /** Weights of tokens: told, left out, a 400, or OpenAI's 403. */
  readonly logprobs?: "told" | "ignored" | "refused" | "forbidden";
  /** Probability that a statement is met. */
  readonly believes?: (statement: string, answers: string) => number;
  /** Probability that A is better. */
  readonly prefersA?: (asked: AskedConversation) => number;
  /** Which of a pair speaks to the judge. */
  readonly addresses?: (asked: AskedConversation) => "neither" | "A" | "B" | "both";
  /** What is given as evidence. */
  readonly quotes?: (statement: string, answers: string) => string;
  /** What becomes of a reply: thoughts before it, a fence around it, half of it lost. @param call from 0. */
  readonly dresses?: (text: string, call: number) => string;
  readonly finishReason?: (call: number) => string;
  /** Null: it does not say what it counts. */
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
}

const body = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).min(2),
  logprobs: z.boolean().optional(),
  top_logprobs: z.int().max(20).optional(),
});
type Body = z.infer<typeof body>;

const EVEN = 0.6180339887;
/** Of other tokens that are weighed at a verdict's place. */
const ELSEWHERE = 0.05;

/** `/chat/completions` of an OpenAI-compatible server. Replies draw verdicts evenly from what its model believes. */
export function chatShape(plan: ChatPlan = {}): UpstreamShape {
  let call = -1;
  return ({ path, body: sent }) => {
    if (path !== "/v1/chat/completions") {
      return null;
    }
    call += 1;
    const request = body.parse(sent);
    const refusal = refuse(request, plan);
    return refusal ?? completion(request, plan, call);
  };
}

function refuse(
  request: Body,
  { understands = ["json_schema"], otherwise = 400, logprobs = "told" }: ChatPlan,
): UpstreamReply | null {
  const asked = askedStructure(request);
  if (request.logprobs && logprobs === "forbidden") {
    return { status: 403, body: { error: { message: "You are not allowed to request logprobs from this model", code: null } } };
  }
  if (request.logprobs && logprobs === "refused") {
    return { status: 400, body: { error: { message: "logprobs are not supported", code: 400 } } };
  }
  if (asked === null || understands.some((each) => each === asked) || otherwise === "ignored") {
    return null;
  }
  return otherwise === "empty"
    ? { status: 200, body: chat("", null, "stop", undefined) }
    : { status: otherwise, body: { object: "error", message: `Extra inputs are not permitted: ${asked}`, code: otherwise } };
}

function askedStructure(request: Body): string | null {
  const { response_format: format } = request as { readonly response_format?: { readonly type: string } };
  const member = ["structured_outputs", "guided_json"].find((name) => name in request);
  return format?.type ?? member ?? null;
}

function completion(request: Body, plan: ChatPlan, call: number): UpstreamReply {
  const asked = readPrompt(request.messages[1]?.content ?? "");
  const hasReasons = request.messages[1]?.content.includes('"reason"') ?? false;
  const drawn = (call * EVEN) % 1;
  const { text, weights } =
    asked.statements.length > 0 ? verdicts(asked, plan, hasReasons, drawn) : preference(asked, plan, hasReasons, drawn);
  const dressed = plan.dresses?.(text, call) ?? text;
  const logprobs = request.logprobs && plan.logprobs !== "ignored" ? { content: weigh(dressed, weights) } : null;
  return { status: 200, body: chat(dressed, logprobs, plan.finishReason?.(call) ?? "stop", plan.usage) };
}

function chat(
  content: string,
  logprobs: unknown,
  finishReason: string,
  usage: ChatPlan["usage"] = { prompt_tokens: 100, completion_tokens: 20 },
) {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    model: "fake",
    choices: [{ index: 0, message: { role: "assistant", content }, logprobs, finish_reason: finishReason }],
    ...(usage === null ? {} : { usage }),
  };
}

/** Words of the reply that are drawn, in their order, each with what else it might have been. */
type Weights = readonly Readonly<Record<string, number>>[];

function verdicts({ statements, answers }: AskedConversation, plan: ChatPlan, hasReasons: boolean, drawn: number) {
  const beliefs = statements.map((statement) => plan.believes?.(statement, answers) ?? 0.5);
  const members = statements.map((statement, index) => {
    const met = (drawn + index * 0.37) % 1 < (beliefs[index] ?? 0);
    return [`c${index + 1}`, hasReasons ? { quote: plan.quotes?.(statement, answers) ?? "", reason: "It shows.", met } : met];
  });
  return {
    text: JSON.stringify(Object.fromEntries(members), null, 1),
    weights: beliefs.map((belief) => ({ true: belief, false: 1 - belief })),
  };
}

function preference(asked: AskedConversation, plan: ChatPlan, hasReasons: boolean, drawn: number) {
  const share = plan.prefersA?.(asked) ?? 0.5;
  const addressing = plan.addresses?.(asked) ?? "neither";
  const better = drawn < share ? "A" : "B";
  const text = JSON.stringify({ addresses_judge: addressing, ...(hasReasons ? { reason: "It shows." } : {}), better });
  return { text, weights: [{ A: share, B: 1 - share }] };
}

/** Statements and conversations out of a prompt: what stands between marker lines of one nonce. */
function readPrompt(prompt: string): AskedConversation {
  const blocks = new Map(
    [...prompt.matchAll(/^===== BEGIN (\w+) (\w+) =====\n(.*)\n===== END \1 \2 =====$/gm)].map(([, name = "", , json = ""]) => [
      name,
      JSON.parse(json) as readonly { readonly speaker: string; readonly text: string }[],
    ]),
  );
  const linesOf = (name: string) => {
    const lines = blocks.get(name) ?? [];
    return lines.flatMap(({ speaker, text }) => (speaker === "assistant" ? [text] : [])).join("\n");
  };
  const rubric = prompt.slice(0, prompt.indexOf("===== BEGIN"));
  return {
    answers: linesOf("CONVERSATION"),
    statements: [...rubric.matchAll(/^c\d+: (.*)$/gm)].map(([, statement = ""]) => statement),
    a: linesOf("A"),
    b: linesOf("B"),
  };
}

/** Cuts a reply into tokens and weighs the drawn words; all others are sure. */
function weigh(text: string, weights: Weights) {
  let next = 0;
  // A pair's reply names its sides before it weighs them.
  const from = text.lastIndexOf('"better"');
  return [...text.matchAll(/\s*\w+|\s*[^\s\w]+|\s+/g)].map(({ 0: token, index }) => {
    const word = token.trim();
    const weight = weights[next];
    if (weight === undefined || !(word in weight) || index < from) {
      return { token, logprob: 0, top_logprobs: [{ token, logprob: 0 }] };
    }
    next += 1;
    const before = token.slice(0, token.length - word.length);
    const others = Object.entries(weight).map(([other, share]) => ({
      token: before + other,
      logprob: Math.max(-9999, Math.log(share * (1 - ELSEWHERE))),
    }));
    const logprob = others.find((other) => other.token === token)?.logprob ?? -9999;
    return { token, logprob, top_logprobs: [...others, { token: `${before}null`, logprob: Math.log(ELSEWHERE) }] };
  });
}
