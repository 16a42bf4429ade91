import type { CliWorld } from "../cli-world.ts";
import { formatTable } from "../format-table.ts";

const HEADER = [
  "id",
  "kind",
  "adapter",
  "state",
  "calls",
  "failed",
  "p50 ms",
  "p95 ms",
  "breaker",
  "votes",
  "agreement",
  "worth votes",
];
const NUMERIC: ReadonlySet<string> = new Set(["calls", "failed", "p50 ms", "p95 ms", "votes", "worth votes"]);
const PATIENCE_MS = 10_000;
const NONE = "-";

/** What the list reads of `GET /api/v1/reward-models`. */
export interface WireModel {
  readonly id: string;
  readonly kind: string;
  readonly adapter: string | null;
  readonly state: string;
  readonly fault: string | null;
  readonly health: {
    readonly calls: number;
    readonly failures: number;
    readonly p50_ms: number | null;
    readonly p95_ms: number | null;
    readonly breaker: string;
    readonly last_failure: { readonly said: string | null } | null;
  } | null;
  readonly calibrations: readonly {
    readonly votes: number;
    readonly worth_votes: number;
    readonly agreement: number | null;
    readonly agreement_low: number | null;
  }[];
}

/** `folkmoot models list`: the sources of a running server, how their calls go, and what votes have taught of them over all scenarios. */
export async function listModels(
  world: Pick<CliWorld, "print" | "warn">,
  server: { readonly url: string; readonly apiKey: string | null },
  isJson: boolean,
): Promise<number> {
  const read = await readModels(server);
  if (typeof read === "string") {
    world.warn(read);
    return 1;
  }
  if (isJson) {
    world.print(JSON.stringify(read, null, 2));
    return 0;
  }
  for (const line of formatModels(read)) {
    world.print(line);
  }
  return 0;
}

/** The sources as a table, and below it what is wrong with those with which something is. */
export function formatModels(models: readonly WireModel[]): readonly string[] {
  const faults = models.filter(({ fault }) => fault !== null).map((model) => `\n${model.id}: ${model.fault}${formatSaid(model)}`);
  return [...formatTable(HEADER, models.map(toRow), NUMERIC), ...faults];
}

/** What the server of a model that is not well last gave as its reason; it is told to keys of the scope `admin` alone. */
function formatSaid({ state, health }: WireModel): string {
  const said = health?.last_failure?.said ?? null;
  return said === null || state !== "failing" ? "" : ` It said: "${said}"`;
}

/** The sources, or why they could not be read. */
async function readModels({
  url,
  apiKey,
}: {
  readonly url: string;
  readonly apiKey: string | null;
}): Promise<readonly WireModel[] | string> {
  const address = `${url.replace(/\/+$/, "")}/api/v1/reward-models`;
  let response: Response;
  try {
    response = await fetch(address, {
      headers: apiKey === null ? {} : { Authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return `No answer from ${address}: --url says where the server is.`;
  }
  const body = (await response.json().catch(() => ({}))) as {
    readonly reward_models?: readonly WireModel[];
    readonly detail?: string;
  };
  if (response.status === 401) {
    return apiKey === null
      ? "The server wants a key: --key, or FOLKMOOT_API_KEY in the environment."
      : `The server does not take this key: ${body.detail ?? "no reason given"}`;
  }
  return body.reward_models ?? `${address} answered ${response.status}: ${body.detail ?? "no reason given"}`;
}

function toRow({ id, kind, adapter, state, health, calibrations }: WireModel): readonly string[] {
  const votes = calibrations.reduce((sum, calibration) => sum + calibration.votes, 0);
  return [
    id,
    kind,
    adapter ?? NONE,
    state,
    ...(health === null
      ? [NONE, NONE, NONE, NONE, NONE]
      : [health.calls.toString(), health.failures.toString(), formatMs(health.p50_ms), formatMs(health.p95_ms), health.breaker]),
    votes.toString(),
    formatAgreement(calibrations),
    meanByVotes(calibrations, ({ worth_votes }) => worth_votes)?.toFixed(1) ?? NONE,
  ];
}

type Calibration = WireModel["calibrations"][number];

function formatAgreement(calibrations: readonly Calibration[]): string {
  const measured = calibrations.filter(({ agreement, agreement_low }) => agreement !== null && agreement_low !== null);
  const share = meanByVotes(measured, ({ agreement }) => agreement ?? 0);
  const lowest = Math.min(...measured.map(({ agreement_low }) => agreement_low ?? 0));
  return share === null ? NONE : `${(100 * share).toFixed(1)} % (lowest bound ${(100 * lowest).toFixed(1)})`;
}

/** Over scenarios, each as heavy as it has votes; null: there are none. */
function meanByVotes(calibrations: readonly Calibration[], read: (calibration: Calibration) => number): number | null {
  const votes = calibrations.reduce((sum, calibration) => sum + calibration.votes, 0);
  return votes === 0 ? null : calibrations.reduce((sum, calibration) => sum + calibration.votes * read(calibration), 0) / votes;
}

function formatMs(ms: number | null): string {
  return ms === null ? NONE : ms.toFixed(ms < 10 ? 1 : 0);
}
