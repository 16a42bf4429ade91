import { beforeEach, describe } from "vitest";
import { MemoryMonitorStore } from "../../doubles/memory-monitor-store.ts";
import { MemorySpendingStore } from "../../doubles/memory-spending-store.ts";
import { describeMonitorStore } from "./describe-monitor-store.ts";
import { describeSpendingStore } from "./describe-spending-store.ts";

describe("the double of the monitor store keeps the port's promises", () => {
  let monitors = new MemoryMonitorStore();
  beforeEach(() => {
    monitors = new MemoryMonitorStore();
  });
  describeMonitorStore(() => ({ monitors }));
});

describe("the double of the spending store keeps the port's promises", () => {
  let spending = new MemorySpendingStore();
  beforeEach(() => {
    spending = new MemorySpendingStore();
  });
  describeSpendingStore(() => ({ spending }));
});
