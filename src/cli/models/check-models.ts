import { ModelCallError, type ModelFailureReason } from "../../ports/reward-model.ts";
import type { CliWorld, ConfiguredModel } from "../cli-world.ts";
import { formatTable } from "../format-table.ts";

/** A self-test makes several calls, and the first may have to wait until weights are loaded. */
const PATIENCE_MS = 30_000;
const HEADER = ["id", "adapter", "good", "bad", "ms", "verdict"];
const NUMERIC: ReadonlySet<string> = new Set(["good", "bad", "ms"]);

/** What to do where a model's server gave no answer to its self-test. */
const REMEDIES: Readonly<Record<ModelFailureReason, string>> = {
  timeout: `No answer within ${PATIENCE_MS / 1000} s: is the model still being loaded? A self-test takes a few calls; timeout_ms has to leave time for one.`,
  unreachable: "No connection: is the server running, and do the url's host and port name it as seen from this machine?",
  overloaded: "The server is full: try again, or lower concurrency and batch.",
  upstream_error:
    "The server fails inside itself: its log says why. A prompt that is too long for the model or a full GPU is usual.",
  refused:
    "The server refuses the request: is the adapter the right one for it, model the name it serves, and the key (api_key_env, api_key_file) valid?",
  bad_answer:
    "The server answers something else than this interface does: is the adapter the right one for it, and does the url end where the adapter's own paths begin?",
  unparseable: "The judge's words hold no verdict: try another `structured` form, more answer_tokens_max, or another model.",
  budget_spent: "The budget leaves nothing for a call: raise it.",
  denied: "The url leads to an address to which nothing is sent (link-local, metadata, unspecified).",
};

interface CheckedModel {
  readonly row: readonly string[];
  /** What to do; null: nothing is wrong. */
  readonly remedy: string | null;
}

/** `folkmoot models check`: every configured source scores a good and a bad answer, which must differ in the right direction. Exit code 1 where one does not. */
export async function checkModels(
  world: Pick<CliWorld, "print" | "warn" | "progress" | "now">,
  models: readonly ConfiguredModel[],
): Promise<number> {
  if (models.length === 0) {
    world.print(
      "No sources. `fallback.sources` in the config file names them: docs/guides/fallback.md; --config says which file.",
    );
    return 0;
  }
  let done = 0;
  const tellProgress = () => world.progress(`self-tests: ${done} of ${models.length} done`);
  tellProgress();
  const checked = await Promise.all(
    models.map(async (model) => {
      const result = await checkModel(world, model);
      done += 1;
      tellProgress();
      return result;
    }),
  );
  world.progress("");
  for (const line of formatTable(
    HEADER,
    checked.map(({ row }) => row),
    NUMERIC,
  )) {
    world.print(line);
  }
  const faults = checked.filter(({ remedy }) => remedy !== null);
  for (const { row, remedy } of faults) {
    world.print(`\n${row[0] ?? ""}: ${remedy}`);
  }
  world.print(`\n${models.length} ${models.length === 1 ? "source" : "sources"} checked, ${faults.length} not usable`);
  return faults.length === 0 ? 0 : 1;
}

async function checkModel(world: Pick<CliWorld, "now">, { id, adapter, model }: ConfiguredModel): Promise<CheckedModel> {
  const startedAt = world.now();
  const took = () => Math.round(world.now() - startedAt).toString();
  try {
    const { good, bad, fault } = await model.selfTest(AbortSignal.timeout(PATIENCE_MS));
    const row = [id, adapter, formatScore(good), formatScore(bad), took()];
    return fault === null ? { row: [...row, "ok"], remedy: null } : { row: [...row, "refused"], remedy: fault };
  } catch (error) {
    if (!(error instanceof ModelCallError)) {
      throw error;
    }
    const remedy = `${REMEDIES[error.reason]} (${error.message})`;
    return { row: [id, adapter, "-", "-", took(), error.reason], remedy };
  }
}

function formatScore(score: number): string {
  return Number.isFinite(score) ? score.toPrecision(4) : String(score);
}
