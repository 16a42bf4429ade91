import { TooLargeError } from "../../domain/errors.ts";
import type { ScoringPorts } from "../../services/scoring/scoring-ports.ts";
import { decodeJsonBody, parseJsonBody } from "../decode-json-body.ts";
import type { HttpLimits } from "../http-options.ts";
import { sourceHeaders } from "../scoring/source-headers.ts";
import { sourcesUsed } from "../scoring/sources-used.ts";
import type { CompatAnswerer, CompatPlace } from "./compat-call.ts";
import type { CompatDialect } from "./compat-dialect.ts";
import { readCompatKnobs } from "./compat-knobs.ts";
import { dimsOfAnswer } from "./dims-of-answer.ts";
import type { ScenarioAddress } from "./read-label.ts";
import { refuseFailures } from "./refuse-failures.ts";
import { scoreSamples } from "./score-samples.ts";
import { writeFloatJson } from "./write-float-json.ts";

/** What the dialects share, on whatever thread they are spoken. */
export interface CompatDoor {
  readonly ports: Pick<ScoringPorts, "scenarios" | "limits">;
  readonly limits: Pick<HttpLimits, "jsonDepthMax" | "latencyBudgetMsMax">;
}

/** More than a prompt and an answer of a hundred thousand tokens each. */
export const COMPAT_BODY_BYTES_MAX = 2 * 1024 * 1024;

/** What turns a request of a dialect into its answer. */
export function createCompatAnswerer({ ports, limits }: CompatDoor, dialect: CompatDialect): CompatAnswerer {
  const toBudgetMs = (wantedMs: number | null) =>
    Math.min(wantedMs ?? dialect.budgetMs, dialect.budgetMs, limits.latencyBudgetMsMax);
  return {
    budgetMs: (query) => toBudgetMs(readCompatKnobs(query).latencyBudgetMs),
    answer: async ({ arrivedAt, place, query, body }, gathered) => {
      if (body.byteLength > COMPAT_BODY_BYTES_MAX) {
        throw new TooLargeError(`The body is larger than ${COMPAT_BODY_BYTES_MAX} bytes; send fewer samples at a time.`);
      }
      const knobs = readCompatKnobs(query);
      const address = addressOf(place);
      const dimensionKeys = dimsOfAnswer(ports.scenarios, knobs, address);
      const terms = { knobs, address, dimensionKeys };
      const { samples, write } = dialect.read(parseJsonBody(decodeJsonBody(body, limits.jsonDepthMax)), terms);
      const values = await scoreSamples(
        {
          gathered,
          limits: ports.limits,
          deadlineAt: arrivedAt + toBudgetMs(knobs.latencyBudgetMs),
          rewardMode: knobs.rewardMode,
        },
        samples,
      );
      refuseFailures(samples, values, knobs.onError);
      return { text: writeFloatJson(write(values)), headers: sourceHeaders(sourcesUsed(values.map(({ source }) => source))) };
    },
  };
}

function addressOf({ collectionSlug, scenarioSlug }: CompatPlace): ScenarioAddress | null {
  return collectionSlug === null || scenarioSlug === null ? null : { collectionSlug, scenarioSlug };
}
