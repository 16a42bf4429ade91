import type { BreakerPhase } from "../../domain/fallback/breaker.ts";
import type { ModelFailureReason } from "../../ports/reward-model.ts";

/**
 * What is told of sources; `said` is how a server gave reasons for refusing, null where it did not. `call_failed`: one call. `failing`: the last calls all failed, this way at last; told once until one succeeds. `breaker`: it opened or closed. `self_test_passed`, `self_test_failed` (`fault`: why, for the operator; it is made again after a wait), `self_test_partial` (it passed without some of its parts, which are tested again). `fault`: the program itself is wrong, and
 * an ask was answered without the source.
 */
export type SourceEvent =
  | {
      readonly kind: "call_failed" | "failing";
      readonly sourceId: string;
      readonly reason: ModelFailureReason;
      readonly detail: string;
      readonly said: string | null;
    }
  | { readonly kind: "breaker"; readonly sourceId: string; readonly phase: BreakerPhase }
  | { readonly kind: "self_test_passed"; readonly sourceId: string }
  | {
      readonly kind: "self_test_partial";
      readonly sourceId: string;
      readonly fault: string;
      /** The same parts failed the same way the last time. */
      readonly isRepeated: boolean;
      readonly nextInMs: number;
    }
  | {
      readonly kind: "self_test_failed";
      readonly sourceId: string;
      readonly fault: string;
      /** What its server answered, or why it did not; null: it answered, and failed. */
      readonly detail: string | null;
      readonly said: string | null;
      /** It failed the same way the last time. */
      readonly isRepeated: boolean;
      readonly nextInMs: number;
    }
  | { readonly kind: "fault"; readonly sourceId: string | null; readonly requestId: string | null; readonly fault: unknown };
