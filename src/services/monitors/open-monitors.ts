import type { ComparisonStore } from "../../ports/comparison-store.ts";
import type { Random } from "../../ports/random.ts";
import { AlarmBook, type AlarmEvent } from "./alarm-book.ts";
import { MonitorBook, type MonitorBookPorts } from "./monitor-book.ts";
import type { MonitorReader } from "./monitor-readings.ts";
import { readMonitors } from "./read-monitors.ts";
import { toAlarmDelivery } from "./to-alarm-delivery.ts";

export interface MonitorsOptions extends Omit<MonitorBookPorts, "alarms"> {
  readonly random: Random;
  /** Owes an event to the webhook; null: there is no webhook. */
  readonly oweDelivery: ComparisonStore["oweDelivery"] | null;
  /** Tells the log of an alarm. */
  readonly report: (event: AlarmEvent) => void;
}

/** The monitors of a server and their alarms. */
export interface OpenedMonitors extends MonitorReader {
  readonly book: MonitorBook;
  readonly alarms: AlarmBook;
  /** Begins to look. */
  begin(): void;
  /** Keeps what was seen. */
  close(): Promise<void>;
}

/** Opens the monitors. Until `begin` they add up what they see. */
export function openMonitors(options: MonitorsOptions): OpenedMonitors {
  const { clock, random, oweDelivery, report, reportFault } = options;
  const owed = new Set<Promise<void>>();
  const alarms = new AlarmBook(clock, (event) => {
    report(event);
    if (oweDelivery !== null) {
      const owing = oweDelivery(toAlarmDelivery(random, event)).catch(reportFault);
      owed.add(owing);
      owing.finally(() => owed.delete(owing));
    }
  });
  const book = new MonitorBook({ ...options, alarms });
  return {
    book,
    alarms,
    begin: () => book.begin(),
    close: async () => {
      await book.close();
      await Promise.all(owed);
    },
    read: (filter) => readMonitors({ book, alarms, clock }, filter),
  };
}
