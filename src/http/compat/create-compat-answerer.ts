import { TooLargeError } from "../../domain/errors.ts";
import type { Caller } from "../../services/caller.ts";
import type { GatheredEvaluations } from "../../services/scoring/gathered-evaluations.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { decodeJsonBody, parseJsonBody } from "../decode-json-body.ts";
import type { DirectAnswer } from "../direct-requests.ts";
import type { HttpLimits } from "../http-options.ts";
import { dimensionKeysOf } from "../scoring/dimension-keys-of.ts";
import { sourcesUsed } from "../scoring/sources-used.ts";
import { type CompatDialect, sourcesOf } from "./compat-dialect.ts";
import { type CompatKnobs, readCompatKnobs } from "./compat-knobs.ts";
import type { ScenarioAddress } from "./read-label.ts";
import { refuseFailures } from "./refuse-failures.ts";
import { scoreSamples } from "./score-samples.ts";
import { writeFloatJson } from "./write-float-json.ts";

/** A trainer's request, its key checked. */
export interface CompatCall {
  readonly caller: Caller;
  /** When it came in, in milliseconds since 1970. */
  readonly arrivedAt: number;
  /** The scenario in the path; null: there is none. */
  readonly address: ScenarioAddress | null;
  /** Of the address, without its question mark. */
  readonly query: string;
  readonly body: ArrayBuffer | Uint8Array;
}

/** Rejects as the service does. */
export type AnswerCompat = (call: CompatCall) => Promise<DirectAnswer>;

/** What the dialects share. */
export interface CompatDoor {
  readonly ports: Pick<ServicePorts, "scenarios" | "limits">;
  readonly gathered: GatheredEvaluations;
  readonly limits: Pick<HttpLimits, "jsonDepthMax" | "latencyBudgetMsMax">;
}

/** The main thread reads these bodies, so they are not to be as large as batches: this is a prompt and an answer of a hundred thousand tokens each. */
export const COMPAT_BODY_BYTES_MAX = 2 * 1024 * 1024;

/** What turns a request of a dialect into its answer, wherever it comes in. */
export function createCompatAnswerer({ ports, gathered, limits }: CompatDoor, dialect: CompatDialect): AnswerCompat {
  return async ({ caller, arrivedAt, address, query, body }) => {
    if (body.byteLength > COMPAT_BODY_BYTES_MAX) {
      throw new TooLargeError(`The body is larger than ${COMPAT_BODY_BYTES_MAX} bytes; send fewer samples at a time.`);
    }
    const knobs = readCompatKnobs(query);
    const dimensionKeys = knobs.dims ?? (address === null ? [] : dimensionKeysOf(ports.scenarios, address.collectionSlug));
    const { samples, write } = dialect.read(parseJsonBody(decodeJsonBody(body, limits.jsonDepthMax)), {
      knobs,
      address,
      dimensionKeys,
    });
    const budgetMs = chooseBudget(knobs, dialect, limits.latencyBudgetMsMax);
    const values = await scoreSamples(
      { gathered, limits: ports.limits, caller, deadlineAt: arrivedAt + budgetMs, budgetMs, rewardMode: knobs.rewardMode },
      samples,
    );
    refuseFailures(samples, values, knobs.onError);
    const { names, isDegraded } = sourcesUsed(sourcesOf(values));
    return {
      text: writeFloatJson(write(values)),
      headers: {
        ...(names.length === 0 ? {} : { "X-Reward-Source": names.join(", ") }),
        "X-Reward-Degraded": String(isDegraded),
      },
    };
  };
}

function chooseBudget({ latencyBudgetMs }: CompatKnobs, { budgetMs }: CompatDialect, maxMs: number): number {
  return Math.min(latencyBudgetMs ?? budgetMs, budgetMs, maxMs);
}
