import type { Clock } from "../../ports/clock.ts";
import type { AlarmName, AlarmReading, AlarmSubject, Alarms } from "./alarms.ts";
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
  /** By source, then by alarm. */
  readonly #raised = new Map<string, Map<AlarmName, RaisedAlarm>>();
  #count = 0;
  #changed = new Map<string, SourceName>();

  /** @param tell is called within `raise` and `end`; what it throws is lost. */
  constructor(clock: Clock, tell: (event: AlarmEvent) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  raise(subject: AlarmSubject, { value, threshold }: AlarmReading): void {
    const { alarm, tenantId, collectionSlug, scenarioSlug, sourceId } = subject;
    const since = this.#clock.now();
    const raised = { alarm, tenantId, collectionSlug, scenarioSlug, sourceId, value, threshold, since };
    if (this.#add(raised)) {
      this.#told({ ...raised, state: "raised", at: since });
    }
  }

  end(subject: AlarmSubject, { value, threshold }: AlarmReading): void {
    const key = sourceKeyOf(subject);
    const ofSource = this.#raised.get(key);
    const raised = ofSource?.get(subject.alarm);
    if (ofSource !== undefined && raised !== undefined) {
      ofSource.delete(subject.alarm);
      this.#count -= 1;
      if (ofSource.size === 0) {
        this.#raised.delete(key);
      }
      this.#told({ ...raised, value, threshold, state: "ended", at: this.#clock.now() });
    }
  }

  /** Takes over an alarm that was raised before a restart, without telling of it again. */
  restore(alarm: RaisedAlarm): void {
    this.#add(alarm);
  }

  /** The longest raised first. */
  list(): readonly RaisedAlarm[] {
    return [...this.#raised.values()].flatMap((ofSource) => [...ofSource.values()]).sort((one, other) => one.since - other.since);
  }

  /** Those of one source on one scenario. */
  listOf(name: SourceName): readonly RaisedAlarm[] {
    return [...(this.#raised.get(sourceKeyOf(name))?.values() ?? [])];
  }

  /** Takes over the sources whose alarms changed since the last call. */
  takeChanged(): readonly SourceName[] {
    const changed = [...this.#changed.values()];
    this.#changed = new Map();
    return changed;
  }

  /** False where it is raised already, or too many are. */
  #add(raised: RaisedAlarm): boolean {
    const key = sourceKeyOf(raised);
    const ofSource = this.#raised.get(key) ?? new Map<AlarmName, RaisedAlarm>();
    if (ofSource.has(raised.alarm) || this.#count >= ALARMS_MAX) {
      return false;
    }
    this.#raised.set(key, ofSource.set(raised.alarm, raised));
    this.#count += 1;
    return true;
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

function sourceKeyOf({ tenantId, collectionSlug, scenarioSlug, sourceId }: SourceName): string {
  return `${tenantId}\n${collectionSlug}\n${scenarioSlug}\n${sourceId}`;
}
