import { ModelCallError } from "../../ports/reward-model.ts";
import { SELF_TEST_MS_MIN, SELF_TEST_REMEDIES } from "../../services/fallback/self-test-remedies.ts";
import type { CliWorld, ConfiguredModel } from "../cli-world.ts";
import { formatTable } from "../format-table.ts";

const HEADER = ["id", "adapter", "good", "bad", "ms", "verdict"];
const NUMERIC: ReadonlySet<string> = new Set(["good", "bad", "ms"]);

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
  world.print(
    `\n${models.length} ${models.length === 1 ? "source" : "sources"} checked, ${faults.length} not usable, or in part alone`,
  );
  return faults.length === 0 ? 0 : 1;
}

async function checkModel(world: Pick<CliWorld, "now">, { id, adapter, model }: ConfiguredModel): Promise<CheckedModel> {
  const startedAt = world.now();
  const took = () => Math.round(world.now() - startedAt).toString();
  try {
    const { good, bad, fault, partFault = null } = await model.selfTest(AbortSignal.timeout(SELF_TEST_MS_MIN));
    const row = [id, adapter, formatScore(good), formatScore(bad), took()];
    return fault === null
      ? { row: [...row, partFault === null ? "ok" : "in part"], remedy: partFault }
      : { row: [...row, "refused"], remedy: fault };
  } catch (error) {
    if (!(error instanceof ModelCallError)) {
      throw error;
    }
    const said = error.said === null ? "" : ` It said: "${error.said}"`;
    const remedy = `${SELF_TEST_REMEDIES[error.reason]} (${error.message})${said}`;
    return { row: [id, adapter, "-", "-", took(), error.reason], remedy };
  }
}

function formatScore(score: number): string {
  return Number.isFinite(score) ? score.toPrecision(4) : String(score);
}
