import type { ComparisonStore } from "../../ports/comparison-store.ts";
import type { Synchronous } from "./store-operation.ts";

const later = (): never => {
  throw new Error("not there yet");
};

/** Not there yet. */
export class SqliteComparisonStore implements Synchronous<ComparisonStore> {
  settleComparison = later;
  reviseComparison = later;
  findComparison = later;
  loadUnfinished = later;
  purgeComparisons = later;
  findDueDeliveries = later;
  endDelivery = later;
  postponeDelivery = later;
}
