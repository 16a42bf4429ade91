import { setImmediate } from "node:timers/promises";
import type { DeliveryRecord } from "../../src/ports/comparison-store.ts";
import type { MonitorStore } from "../../src/ports/monitor-store.ts";
import type { MeasuredAgreement } from "../../src/services/fallback/source-scale.ts";
import type { AlarmEvent } from "../../src/services/monitors/alarm-book.ts";
import type { ObservedGroup } from "../../src/services/monitors/monitors.ts";
import { openMonitors } from "../../src/services/monitors/open-monitors.ts";
import type { ServicePorts } from "../../src/services/service-ports.ts";
import { createManualTime } from "./manual-time.ts";
import { MemoryMonitorStore } from "./memory-monitor-store.ts";

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2027, 0, 1, 12);

/** Answers that the tests begin with: one group of one source. */
export const OBSERVED: ObservedGroup = {
  tenantId: "default",
  collectionSlug: "tea-shop",
  scenarioSlug: "mild-tea",
  source: { kind: "reward_model", id: "skywork", revision: "r1", degraded: false },
  answers: [{ reward: 0.5, characters: 200, repetition: 0, isAtClip: false, isInjectionSuspected: false }],
};

/** The monitors over a store and a time that the test owns. A world can be opened over the store and the time of another: a restart. */
export function createMonitorWorld(before?: {
  readonly store: MonitorStore;
  readonly time: ReturnType<typeof createManualTime>;
}) {
  const time = before?.time ?? createManualTime(NOON);
  const store = before?.store ?? new MemoryMonitorStore();
  const events: AlarmEvent[] = [];
  const owed: DeliveryRecord[] = [];
  const faults: unknown[] = [];
  const world = { digest: "d1", agreement: null as MeasuredAgreement | null, store };
  let counter = 0;
  const scenarios = { findScenario: () => ({ digest: world.digest }) } as unknown as ServicePorts["scenarios"];
  const monitors = openMonitors({
    clock: time.clock,
    timer: time.timer,
    random: { uint32: () => counter++, token: () => `token${counter++}` },
    scenarios,
    calibrations: { agreementOf: () => world.agreement },
    store: {
      keepHours: (hours) => world.store.keepHours(hours),
      readHours: (since, limit) => world.store.readHours(since, limit),
      purgeHours: (since, limit) => world.store.purgeHours(since, limit),
    },
    reportFault: (fault) => faults.push(fault),
    oweDelivery: async (delivery) => {
      owed.push(delivery);
    },
    report: (event) => events.push(event),
  });
  const settle = async () => {
    await setImmediate();
    await setImmediate();
  };
  return {
    ...world,
    monitors,
    time,
    events,
    owed,
    faults,
    /** What the test may change: the scenario's version, people's agreement, the store. */
    world,
    settle,
    /** Begins to look, and waits for the first look. */
    async begin() {
      monitors.begin();
      await settle();
    },
    /** Moves the time on by minutes, with a look at each of them. */
    async pass(minutes: number) {
      for (let minute = 0; minute < minutes; minute += 1) {
        time.advance(HOUR_MS / 60);
        await settle();
      }
    },
  };
}
