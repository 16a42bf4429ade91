import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { FallbackComparison } from "./compare-by-fallback.ts";
import type { CompareRequest } from "./comparison.ts";

/** A pair that the fallback has been asked about. */
export interface OpinedPair {
  readonly scenario: Scenario;
  readonly request: CompareRequest;
  readonly opinion: FallbackComparison;
}
