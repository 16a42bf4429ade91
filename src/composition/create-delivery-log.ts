import type { Logger } from "pino";
import type { Clock } from "../ports/clock.ts";
import type { DeliveryEvent } from "../services/people/deliver-webhooks.ts";

/** Of attempts in vain that will be made again one is told in this time, with the number of those before it that were not. */
const TOLD_EVERY_MS = 60_000;

/** Tells the log what becomes of events that are sent to the webhook. A receiver that is away fails with every event that is owed to it, thousands of times: a line for each would bury all others. */
export function createDeliveryLog(
  logger: Pick<Logger, "debug" | "warn" | "error">,
  clock: Clock,
): (event: DeliveryEvent) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  let untold = 0;
  const tellFailed = (fields: object): void => {
    const now = clock.now();
    if (now - toldAt < TOLD_EVERY_MS && now >= toldAt) {
      untold += 1;
      return;
    }
    logger.warn({ ...fields, untold }, "an event did not arrive at the webhook and will be sent again");
    toldAt = now;
    untold = 0;
  };
  return (event) => {
    if (event.kind === "store_failed") {
      logger.error({ err: event.fault }, "the database failed while an event was sent to the webhook");
      return;
    }
    const { deliveryId: delivery } = event;
    if (event.kind === "arrived") {
      logger.debug({ delivery }, "an event arrived at the webhook");
    } else if (event.kind === "gone") {
      logger.error({ delivery }, "the webhook answers 410: it gets no more events until the server is started anew");
    } else if (event.kind === "failed") {
      tellFailed({ delivery, attempts: event.attempts, reason: event.detail });
    } else {
      const fields = { delivery, attempts: event.attempts, reason: event.detail };
      logger.error(fields, "an event did not arrive at the webhook and is given up");
    }
  };
}
