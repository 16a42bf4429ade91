/** A scenario as it was when episodes started on it, so that they go on unchanged after its file is edited. */
export interface ScenarioVersionRecord {
  /** Lower-case hex SHA-256: the scenario's digest. */
  readonly digest: string;
  /** JSON of the whole scenario, private half included: it never leaves the server. */
  readonly definition: string;
  readonly createdAt: number;
}

/** Scenario versions by digest. Each method is one atomic operation, durable when its promise resolves. */
export interface ScenarioVersionStore {
  /** Keeps every version that is not kept yet; a digest that is there already is left as it is. */
  keepVersions(versions: readonly ScenarioVersionRecord[]): Promise<void>;
  findVersion(digest: string): Promise<ScenarioVersionRecord | null>;
}
