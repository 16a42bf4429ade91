import type { LeaseRecord } from "../../ports/question-store.ts";
import { NO_REQUEST } from "../caller.ts";
import { Deadlines } from "../deadlines.ts";
import type { ServicePorts } from "../service-ports.ts";
import { AnnotatorPool } from "./annotator-pool.ts";
import { PaceBook } from "./pace-book.ts";
import { QuestionBoard } from "./question-board.ts";

/** The board of open questions and the pool of annotators, empty, with the deadlines that they share with whoever waits for votes. @param ports `stopwatch`: see Deadlines. */
export function openVoting(
  ports: Pick<ServicePorts, "clock" | "timer" | "random" | "sha256Hex" | "questions" | "reportFault"> & {
    readonly stopwatch: () => number;
  },
): Pick<ServicePorts, "deadlines" | "board" | "pool"> {
  const deadlines = new Deadlines(ports.clock, ports.timer, ports.stopwatch);
  const paces = new PaceBook();
  const board = new QuestionBoard({
    clock: ports.clock,
    random: ports.random,
    sha256Hex: ports.sha256Hex,
    deadlines,
    paces,
    onExpired: (lease) => expireLease(ports, lease),
    reportFault: (fault) => ports.reportFault(fault, NO_REQUEST),
  });
  return { deadlines, board, pool: new AnnotatorPool(ports.clock, paces, board) };
}

/** Tells the store, behind everybody's back, that a lease's time is over. Where that fails nothing is lost: a lease says itself until when it runs. */
function expireLease({ questions }: Pick<ServicePorts, "questions">, lease: LeaseRecord): void {
  questions.endLease(lease.tenantId, lease.leaseId, "expired", lease.expiresAt, null).catch(() => undefined);
}
