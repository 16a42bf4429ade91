import { lookup as dnsLookup } from "node:dns";
import { Agent as HttpAgent, validateHeaderName, validateHeaderValue } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import type { ModelFailureReason } from "../ports/reward-model.ts";
import { type ExchangeTerms, exchange, type OutboundAnswer, type OutboundRequest, StaleConnectionError } from "./exchange.ts";
import { DENIED_MESSAGE, guardLookup } from "./guard-lookup.ts";
import { hostOf } from "./host-of.ts";
import { isDeniedAddress } from "./is-denied-address.ts";
import { parseJsonAnswer } from "./parse-json-answer.ts";
import { readRetryAfter } from "./read-retry-after.ts";
import { UpstreamError } from "./upstream-error.ts";
import type { UpstreamOptions } from "./upstream-options.ts";
import { type Unsaid, wordsOfRefusal } from "./words-of-refusal.ts";

/** Idle connections are let go before the other end lets go of them: uvicorn, under most model servers, does after 5 s. */
const IDLE_MS_MAX = 4_000;

/** A server that an operator configured: JSON there, JSON back. */
export interface Upstream {
  /**
   * One POST. Returns what the answer's JSON says, of any shape. Rejects with UpstreamError: `timeout` once the signal aborts, `unreachable`, `overloaded`, `upstream_error`,
   * `refused` (redirects too: they are not followed), `bad_answer`, `denied`.
   * @param path added to the base URL's; begins with "/" or is empty.
   */
  post(path: string, body: unknown, signal: AbortSignal): Promise<unknown>;
  /** One GET; otherwise as `post`. */
  get(path: string, signal: AbortSignal): Promise<unknown>;
  /** Lets go of connections, those under way too. */
  close(): void;
}

/** What of the world an upstream needs; tests hand in others. */
export interface UpstreamWorld {
  readonly lookup: LookupFunction;
  readonly isDenied: (address: string) => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const REAL_WORLD: UpstreamWorld = { lookup: dnsLookup as LookupFunction, isDenied: isDeniedAddress, now: () => Date.now() };

/**
 * Opens a server: connections are made as calls need them, kept while they are used, and bounded in number; further calls wait for one.
 * Throws TypeError where a header, or the key in its header, has a character that no header may have; the message names the header alone.
 */
export function openUpstream(options: UpstreamOptions, world: UpstreamWorld = REAL_WORLD): Upstream {
  const { baseUrl, answerBytesMax, connectionsMax } = options;
  for (const [name, value] of Object.entries(headersOf(options))) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  const AgentOfScheme = baseUrl.protocol === "https:" ? HttpsAgent : HttpAgent;
  const agent = new AgentOfScheme({ keepAlive: true, maxSockets: connectionsMax, timeout: IDLE_MS_MAX });
  const lookup = guardLookup(world.lookup, world.isDenied);
  const terms: ExchangeTerms = { agent, lookup, isDenied: world.isDenied, answerBytesMax };

  const call = async (method: "GET" | "POST", path: string, body: unknown, signal: AbortSignal): Promise<unknown> => {
    if (world.isDenied(hostOf(baseUrl))) {
      throw new UpstreamError("denied", DENIED_MESSAGE);
    }
    const request = requestOf(options, method, path, body);
    // One of its own: a call may go out in many requests, all of which listen for the same end, and signals warn of many listeners.
    const answer = await exchangeFresh(request, terms, AbortSignal.any([signal]));
    throwUnlessSuccess(answer, world.now, { sent: request.body, secrets: secretsOf(options) });
    return parseJsonAnswer(answer.body, answer.status);
  };
  return {
    post: (path, body, signal) => call("POST", path, body, signal),
    get: (path, signal) => call("GET", path, undefined, signal),
    close: () => agent.destroy(),
  };
}

/** A kept connection that the server had closed meanwhile is no failure of the server's: the request goes out once more, over a connection of its own. */
async function exchangeFresh(request: OutboundRequest, terms: ExchangeTerms, signal: AbortSignal): Promise<OutboundAnswer> {
  try {
    return await exchange(request, terms, signal);
  } catch (error) {
    if (!(error instanceof StaleConnectionError)) {
      throw error;
    }
    return await exchange(request, { ...terms, agent: false }, signal);
  }
}

function requestOf(options: UpstreamOptions, method: "GET" | "POST", path: string, body: unknown): OutboundRequest {
  const url = new URL(options.baseUrl);
  url.pathname = url.pathname.replace(/\/$/, "") + path;
  const bytes = method === "POST" ? Buffer.from(toJson(body)) : null;
  const contentHeaders = bytes === null ? {} : { "Content-Type": "application/json", "Content-Length": String(bytes.length) };
  const headers = { ...headersOf(options), ...contentHeaders };
  return { method, url, headers, body: bytes };
}

/** Half a surrogate pair, which a policy may write, is no text: servers fail over its escape (llama.cpp answers 500), and such failures would count against them. It goes out as U+FFFD. */
function toJson(body: unknown): string {
  const json = JSON.stringify(body);
  // Whole pairs are written as they are: an escape of one is rare, and may be the words of a text.
  return json.includes("\\ud")
    ? JSON.stringify(body, (_name, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value))
    : json;
}

/** What every request says; the operator's own headers go before ours. */
function headersOf({ apiKey, headers }: UpstreamOptions): Record<string, string> {
  const key = apiKey === null ? {} : { Authorization: `Bearer ${apiKey}` };
  return { Accept: "application/json", "Accept-Encoding": "identity", "User-Agent": "Folkmoot", ...key, ...headers };
}

/** The operator's own headers may hold keys too, and so may the path. */
function secretsOf({ apiKey, baseUrl, headers }: UpstreamOptions): readonly string[] {
  const path = baseUrl.pathname === "/" ? [] : [baseUrl.pathname];
  return [...(apiKey === null ? [] : [apiKey]), ...Object.values(headers), baseUrl.hostname, ...path];
}

function throwUnlessSuccess({ status, retryAfter, body }: OutboundAnswer, now: () => number, unsaid: Unsaid): void {
  if (status >= 200 && status <= 299) {
    return;
  }
  const said = status < 400 ? null : wordsOfRefusal(body, unsaid);
  const hint = status >= 300 && status <= 399 ? "; redirects are not followed" : "";
  throw new UpstreamError(reasonOf(status), `Answered ${status}${hint}.`, status, readRetryAfter(retryAfter, now()), said);
}

/** 408 and 425 ask for another try, 424 is how one server (TEI) says that its model failed, 501 how another (llama.cpp) says that it was not started for this, 529 how some say that they are full. */
function reasonOf(status: number): ModelFailureReason {
  if (status === 429 || status === 503 || status === 529) {
    return "overloaded";
  }
  if (status === 501) {
    return "refused";
  }
  return status >= 500 || status === 408 || status === 424 || status === 425 ? "upstream_error" : "refused";
}
