import { NotFoundError } from "../../domain/errors.ts";
import type { RevisionRecord } from "../../ports/comparison-store.ts";
import type { Caller } from "../caller.ts";
import type { Comparison } from "../scoring/comparison.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { ComparisonView } from "./comparison-view.ts";

/** All revisions of a comparison, the first one first. Throws NotFoundError. */
export async function readRevisions(
  { comparisons }: Pick<ServicePorts, "comparisons">,
  { tenantId }: Pick<Caller, "tenantId">,
  comparisonId: string,
): Promise<readonly ComparisonView[]> {
  const found = await comparisons.findComparison(tenantId, comparisonId);
  const first = found?.revisions[0];
  if (found === null || first === undefined) {
    throw new NotFoundError(
      `There is no comparison "${comparisonId}". Those that people were asked about are kept; others are answered and forgotten.`,
    );
  }
  const firstAnswer = toComparison(first);
  return found.revisions.map((record) => ({
    comparison: toComparison(record),
    revision: record.revision,
    revisedAt: record.revisedAt,
    first: firstAnswer,
  }));
}

/** A comparison as it stands now, or as it stood at one of its revisions. Throws NotFoundError. @param revision null: the latest. */
export async function readComparison(
  ports: Pick<ServicePorts, "comparisons">,
  caller: Pick<Caller, "tenantId">,
  comparisonId: string,
  revision: number | null,
): Promise<ComparisonView> {
  const revisions = await readRevisions(ports, caller, comparisonId);
  const found = revision === null ? revisions.at(-1) : revisions[revision - 1];
  if (found === undefined) {
    throw new NotFoundError(`The comparison "${comparisonId}" has no revision ${revision}; the latest is ${revisions.length}.`);
  }
  return found;
}

function toComparison({ answer }: RevisionRecord): Comparison {
  return JSON.parse(answer) as Comparison;
}
