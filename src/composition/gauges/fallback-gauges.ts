import type { GaugeSource } from "../../http/http-options.ts";
import type { WrittenOpinionKeeper } from "../../services/evidence/written-opinion-keeper.ts";
import type { SourceHealth } from "../../services/fallback/source-health.ts";
import type { BuiltModel } from "../compose-models.ts";

/** What `/metrics` shows of the sources now. Labels are their names in the configuration. */
export function fallbackGauges(
  health: () => readonly SourceHealth[],
  built: readonly BuiltModel[],
  keeper: Pick<WrittenOpinionKeeper, "counts">,
): readonly GaugeSource[] {
  const byModel = (name: string, help: string, read: (source: SourceHealth) => number): GaugeSource => ({
    name,
    help,
    labelNames: ["model"],
    measure: async () => health().map((source) => ({ labels: { model: source.id }, value: read(source) })),
  });
  const byJudge = (name: string, help: string, read: (judge: NonNullable<BuiltModel["judge"]>) => number): GaugeSource => ({
    name,
    help,
    labelNames: ["model"],
    measure: async () =>
      built.flatMap(({ judge }) => (judge === null ? [] : [{ labels: { model: judge.id }, value: read(judge) }])),
  });
  return [
    byModel("upstream_ready", "1 where a model can be asked, as far as its last calls tell.", ({ state }) =>
      state === "ready" ? 1 : 0,
    ),
    byModel(
      "upstream_breaker_open",
      "1 where a model is not asked because it fails too often; 0.5 while one call is let through to see.",
      ({ breaker }) => ({ closed: 0, half_open: 0.5, open: 1 })[breaker],
    ),
    byModel("upstream_calls", "Calls of a model since the start, with retries and hedges.", ({ calls }) => calls),
    byJudge(
      "judge_canaries",
      "Conversations of known verdicts that a judge was asked about since the start.",
      (judge) => judge.canaryTally().asked,
    ),
    byJudge("judge_canaries_missed", "Of these, those that it got wrong.", (judge) => judge.canaryTally().missed),
    byJudge("judge_cost_today", "What a judge has cost since midnight (UTC), in the currency of its budget.", (judge) =>
      judge.spendings.reduce((sum, spending) => sum + spending.spentToday().cost, 0),
    ),
    {
      name: "opinions_waiting",
      help: "Questions of which what sources said waits to be written.",
      labelNames: [],
      measure: async () => [{ labels: {}, value: keeper.counts.waiting }],
    },
    {
      name: "opinions_lost",
      help: "Questions of which it was lost since the start: votes on them teach nothing.",
      labelNames: [],
      measure: async () => [{ labels: {}, value: keeper.counts.lost }],
    },
  ];
}
