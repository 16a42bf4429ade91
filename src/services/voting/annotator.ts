/** A signed-in annotator, as established by the door. */
export interface Annotator {
  readonly tenantId: string;
  readonly annotatorId: string;
  /** Whose questions they may answer, besides those for `global`. */
  readonly audience: string;
}

/** The audience that everybody belongs to. */
export const GLOBAL_AUDIENCE = "global";
