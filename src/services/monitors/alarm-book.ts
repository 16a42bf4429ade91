import type { Clock } from "../../ports/clock.ts";
import type { AlarmReading, AlarmSubject, Alarms } from "./alarms.ts";
import type { SourceName } from "./watched-source.ts";

/** An alarm that is raised. */
export interface RaisedAlarm extends AlarmSubject, AlarmReading {
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** An alarm that was raised or ended just now. */
export interface AlarmEvent extends RaisedAlarm {
  readonly state: "raised" | "ended";
  readonly at: number;
}

/** Beyond so many at a time none is raised. */
const ALARMS_MAX = 10_000;

/** The alarms that are raised now. Each is told once when it is raised and once when it ends. */
export class AlarmBook implements Alarms {
  readonly #clock: Clock;
  readonly #tell: (event: AlarmEvent) => void;
  readonly #raised = new Map<string, RaisedAlarm>();
  #changed = new Map<string, SourceName>();

  /** @param tell is called within `raise` and `end`; what it throws is lost. */
  constructor(clock: Clock, tell: (event: AlarmEvent) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  raise(subject: AlarmSubject, { value, threshold }: AlarmReading): void {
    const key = keyOf(subject);
    if (this.#raised.has(key) || this.#raised.size >= ALARMS_MAX) {
      return;
    }
    const { alarm, tenantId, collectionSlug, scenarioSlug, sourceId } = subject;
    const since = this.#clock.now();
    const raised = { alarm, tenantId, collectionSlug, scenarioSlug, sourceId, value, threshold, since };
    this.#raised.set(key, raised);
    this.#told({ ...raised, state: "raised", at: since });
  }

  end(subject: AlarmSubject, { value, threshold }: AlarmReading): void {
    const key = keyOf(subject);
    const raised = this.#raised.get(key);
    if (raised !== undefined) {
      this.#raised.delete(key);
      this.#told({ ...raised, value, threshold, state: "ended", at: this.#clock.now() });
    }
  }

  /** Takes over an alarm that was raised before a restart, without telling of it again. */
  restore(alarm: RaisedAlarm): void {
    const key = keyOf(alarm);
    if (!this.#raised.has(key) && this.#raised.size < ALARMS_MAX) {
      this.#raised.set(key, alarm);
    }
  }

  /** The longest raised first. */
  list(): readonly RaisedAlarm[] {
    return [...this.#raised.values()].sort((one, other) => one.since - other.since);
  }

  /** Those of one source on one scenario. */
  listOf(name: SourceName): readonly RaisedAlarm[] {
    return this.#raised.size === 0 ? [] : this.list().filter((alarm) => sourceKeyOf(alarm) === sourceKeyOf(name));
  }

  /** Takes over the sources whose alarms changed since the last call. */
  takeChanged(): readonly SourceName[] {
    const changed = [...this.#changed.values()];
    this.#changed = new Map();
    return changed;
  }

  #told(event: AlarmEvent): void {
    this.#changed.set(sourceKeyOf(event), event);
    try {
      this.#tell(event);
    } catch {
      // Whoever raises an alarm is not to blame for those who listen.
    }
  }
}

function keyOf(subject: AlarmSubject): string {
  return `${subject.alarm}\n${sourceKeyOf(subject)}`;
}

function sourceKeyOf({ tenantId, collectionSlug, scenarioSlug, sourceId }: SourceName): string {
  return `${tenantId}\n${collectionSlug}\n${scenarioSlug}\n${sourceId}`;
}
