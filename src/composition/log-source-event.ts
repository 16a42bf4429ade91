import type { Logger } from "pino";
import type { SourceEvent } from "../services/fallback/source-event.ts";

/** Tells the operator of a source: what went wrong, and what is to be done about it. Single calls, and self-tests that fail as they did before, are told in `debug` alone: a source that is gone fails thousands of times. */
export function logSourceEvent(logger: Logger, event: SourceEvent): void {
  const source = event.sourceId;
  switch (event.kind) {
    case "call_failed":
      logger.debug({ source, ...failureOf(event) }, "a call of a model failed");
      return;
    case "failing":
      logger.warn({ source, ...failureOf(event) }, "the last calls of a model all failed");
      return;
    case "breaker":
      if (event.phase === "closed") {
        logger.info({ source }, "a model answers again");
      } else if (event.phase === "open") {
        logger.warn({ source }, "a model fails too often and is not asked for a while; others answer in its place");
      }
      return;
    case "self_test_passed":
      logger.info({ source }, "a model passed its self-test and is asked from now on");
      return;
    case "self_test_partial":
      logger[event.isRepeated ? "debug" : "warn"](
        { source, fault: event.fault, next_in_ms: event.nextInMs },
        "a panel is asked though some of its members did not pass their self-tests; those are tested again from time to time",
      );
      return;
    case "self_test_failed":
      logger[event.isRepeated ? "debug" : "error"](
        { source, fault: event.fault, detail: event.detail, said: event.said, next_in_ms: event.nextInMs },
        "a model has not passed its self-test and is not asked; it is tested again from time to time, and by `folkmoot models check`",
      );
      return;
    default:
      logger.error(
        { source, request_id: event.requestId, err: event.fault },
        "the fallback has a fault and answered without a source",
      );
  }
}

function failureOf({ reason, detail, said }: Extract<SourceEvent, { readonly kind: "call_failed" | "failing" }>) {
  return { reason, detail, said };
}
