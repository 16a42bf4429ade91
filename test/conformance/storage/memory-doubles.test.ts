import { beforeEach, describe } from "vitest";
import { MemoryMonitorStore } from "../../doubles/memory-monitor-store.ts";
import { describeMonitorStore } from "./describe-monitor-store.ts";

describe("the double of the monitor store keeps the port's promises", () => {
  let monitors = new MemoryMonitorStore();
  beforeEach(() => {
    monitors = new MemoryMonitorStore();
  });
  describeMonitorStore(() => ({ monitors }));
});
