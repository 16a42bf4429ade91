import type { FallbackWorth } from "../../domain/preference/fallback-worth.ts";
import type { HeardSource } from "../fallback/opinions.ts";

/** What one source said of one conversation, on its own scale. */
export interface HeardRaw extends Pick<HeardSource, "sourceId" | "kind" | "revision"> {
  readonly raw: number;
}

/** What stays behind an evaluation: never shown, but people's votes are weighed against it and calibration learns from it. Plain data. */
export interface KeptOpinion {
  /** On the log-odds scale, less what gates and penalties took. */
  readonly strength: number;
  readonly worth: FallbackWorth;
  /** By every source that had something to say of it, the rubric among them. */
  readonly heard: readonly HeardRaw[];
  /** A judge found that it speaks to whoever scores it. */
  readonly isInjectionSuspected: boolean;
}

/** The same behind a comparison. */
export interface KeptPairOpinion {
  readonly worth: FallbackWorth;
  /** `raws` of A and of B. */
  readonly heard: readonly HeardSource[];
  readonly isInjectionSuspected: readonly [a: boolean, b: boolean];
}
