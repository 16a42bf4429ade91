/** An answer as the monitors see it: numbers, none of its words. */
export interface WatchedAnswer {
  /** 0..1. Null: unscored. */
  readonly reward: number | null;
  /** Characters of the policy's last message. */
  readonly characters: number;
  /** 0..1: the share of repeated n-grams in it. */
  readonly repetition: number;
  /** The reward lies at a bound of the scenario's clip. */
  readonly isAtClip: boolean;
  readonly isInjectionSuspected: boolean;
}
