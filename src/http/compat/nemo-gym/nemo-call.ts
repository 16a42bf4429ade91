import { InvalidRequestError, TooLargeError } from "../../../domain/errors.ts";
import type { Caller } from "../../../services/caller.ts";
import type { ServicePorts } from "../../../services/service-ports.ts";
import { decodeJsonBody, parseJsonBody } from "../../decode-json-body.ts";
import type { DirectAnswer } from "../../direct-requests.ts";
import type { HttpLimits } from "../../http-options.ts";
import type { AnswerCompat } from "../compat-call.ts";
import type { RowPlace } from "./nemo-row.ts";

/** What the operations of a resources server share. */
export interface NemoDoor {
  readonly ports: ServicePorts;
  /** Has a rollout verified, together with others that come at the same time. */
  readonly verify: AnswerCompat;
  readonly limits: Pick<HttpLimits, "jsonDepthMax" | "latencyBudgetMsMax">;
}

/** One request to a resources server, its key checked. */
export interface NemoCall extends RowPlace {
  readonly caller: Caller;
  /** When it came in, in milliseconds since 1970. */
  readonly arrivedAt: number;
  /** Of the address, without its question mark. */
  readonly query: string;
  readonly body: ArrayBuffer | Uint8Array;
  /** The tool in the path; null on every other operation. */
  readonly toolName: string | null;
}

/** Answers one operation. Rejects as the services do. */
export type AnswerNemo = (call: NemoCall) => Promise<DirectAnswer>;

/** What verifiers waits for any of its requests, 60 s; NeMo Gym itself waits for ever. */
const VERIFIERS_BUDGET_MS = 55_000;
/** Rollouts carry their tokens and the logarithms of their probabilities with them. */
const NEMO_BODY_BYTES_MAX = 8 * 1024 * 1024;

/** A body's text and its value. Throws InvalidRequestError and TooLargeError. */
export function readNemoBody({ body }: Pick<NemoCall, "body">, { jsonDepthMax }: NemoDoor["limits"]) {
  if (body.byteLength > NEMO_BODY_BYTES_MAX) {
    throw new TooLargeError(`The body is larger than ${NEMO_BODY_BYTES_MAX} bytes; leave out what only the trainer needs.`);
  }
  const text = decodeJsonBody(body, jsonDepthMax);
  return { text, value: parseJsonBody(text) };
}

/** The milliseconds that a request may take. */
export function chooseNemoBudget(wantedMs: number | null, { latencyBudgetMsMax }: NemoDoor["limits"]): number {
  return Math.min(wantedMs ?? VERIFIERS_BUDGET_MS, VERIFIERS_BUDGET_MS, latencyBudgetMsMax);
}

/** A policy's message must fit what any route takes. Throws InvalidRequestError. */
export function refuseLongMove(
  content: string,
  { messageCharactersMax }: Pick<ServicePorts["limits"], "messageCharactersMax">,
): void {
  if (content.length > messageCharactersMax) {
    const detail = `holds a message of ${content.length} characters; at most ${messageCharactersMax} are allowed`;
    throw new InvalidRequestError("The policy's message is too long.", { errors: [{ pointer: "/response/output", detail }] });
  }
}
