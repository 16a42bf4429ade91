/** What was seen of a scenario's answers by one source in one hour. */
export interface MonitorHour {
  readonly tenantId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly sourceId: string;
  /** Start of the hour, milliseconds since 1970. */
  readonly hourAt: number;
  /** JSON; the services' business. */
  readonly tally: string;
}

/** Hours of what the monitors saw. Each method is one atomic operation. */
export interface MonitorStore {
  /** Keeps hours, in place of those kept for the same scenario, source and hour. */
  keepHours(hours: readonly MonitorHour[]): Promise<void>;
  /** Hours that begin at `since` or later, oldest first, up to `limit`. */
  readHours(since: number, limit: number): Promise<readonly MonitorHour[]>;
  /** Deletes up to `limit` hours that began before that instant. Returns how many. */
  purgeHours(before: number, limit: number): Promise<number>;
}
