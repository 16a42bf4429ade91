import type { Scheduler } from "fast-check";
import type { Random } from "../../src/ports/random.ts";
import { judgeAcknowledgement, judgeChoice } from "./judge-acknowledgement.ts";
import { judgeAnswer, judgeWaiting } from "./judge-answer.ts";
import { judgeBoard } from "./judge-board.ts";
import { judgeCall, noteTold } from "./judge-call.ts";
import { judgeComparison } from "./judge-comparison.ts";
import { Ledger, type Tally } from "./ledger.ts";
import { ANNOTATORS, type SchedulePlan, type Step } from "./schedule-plan.ts";
import { SimulatedAnnotator } from "./simulated-annotator.ts";
import { SimulatedCallers } from "./simulated-callers.ts";
import { SimulatedDisk } from "./simulated-disk.ts";
import { SimulatedServer } from "./simulated-server.ts";
import { SimulatedTime, settleDown } from "./simulated-time.ts";

const START = 1_000_000;
/** Longer than any question is open, with its grace, and than the longest wait before a write is tried again. */
const AFTERMATH_MS = 120_000;
/** Rounds after which a world without faults has come to rest, or never will. */
const ROUNDS_MAX = 20_000;

/** The services, their disk, their clock, and everybody who uses them, in one process; and the ledger that they are held against. */
export class ScheduleWorld {
  readonly #scheduler: Scheduler;
  readonly #ledger: Ledger;
  readonly #time = new SimulatedTime(START);
  readonly #disk: SimulatedDisk;
  readonly #server: SimulatedServer;
  readonly #annotators: readonly SimulatedAnnotator[];
  readonly #callers: SimulatedCallers;

  constructor(scheduler: Scheduler, seed: number, tally: Tally) {
    this.#scheduler = scheduler;
    const ledger = new Ledger(tally);
    this.#ledger = ledger;
    const now = () => this.#time.clock.now();
    const disk: SimulatedDisk = new SimulatedDisk(scheduler, {
      onDone: (call) => judgeCall(ledger, disk, call, now()),
      onTold: (call) => noteTold(ledger, call, now()),
    });
    this.#disk = disk;
    const onFault = (fault: unknown) =>
      ledger.report("the program has no faults", fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
    this.#server = new SimulatedServer(this.#time, disk, createDraws(seed), {
      onStoreFault: (requestId) => {
        const entry = ledger.comparisons.get(requestId);
        if (entry !== undefined) {
          entry.hasMetFault = true;
        }
      },
      onFault,
    });
    this.#callers = new SimulatedCallers(
      this.#server,
      ledger,
      now,
      (label) => scheduler.schedule(Promise.resolve(), label),
      (entry, answer) => judgeAnswer(ledger, entry, answer, now()),
    );
    this.#annotators = Array.from(
      { length: ANNOTATORS },
      (_, place) =>
        new SimulatedAnnotator(`ann_${place + 1}`, this.#server, {
          onAcknowledged: (shown, ballot, vote) => judgeAcknowledgement(ledger, disk.questions, shown, ballot, vote, now()),
          onUndone: (shown, choice, vote) => {
            ledger.tally.undone += 1;
            judgeChoice(ledger, shown, choice, vote, now());
          },
          onFault,
        }),
    );
  }

  /** Plays a plan to its end and beyond it, until nothing more can happen. Throws the first Violation. */
  async play({ first, steps }: SchedulePlan): Promise<void> {
    for (const annotator of this.#annotators) {
      annotator.comeOrGo();
    }
    this.#callers.ask(first);
    await this.#look();
    for (const step of steps) {
      await this.#take(step);
      await this.#look();
    }
    await this.#comeToRest();
  }

  async #take(step: Step): Promise<void> {
    switch (step.kind) {
      case "compare":
        this.#callers.ask(step.asked);
        return;
      case "advance":
        await this.#time.advance(step.ms, () => this.#look());
        return;
      case "deliver":
        await this.#deliver(step.count);
        return;
      case "fail":
        this.#disk.failNext(step.moment, step.calls);
        return;
      case "crash":
        this.#crash();
        return;
      default:
        this.#act(step);
    }
  }

  #act(step: Exclude<Step, { readonly kind: "compare" | "advance" | "deliver" | "fail" | "crash" }>): void {
    const annotator = this.#annotators[step.annotator];
    switch (step.kind) {
      case "lease":
        annotator?.lease(step.waitMs);
        return;
      case "vote":
        annotator?.vote(step.lease, step.choice);
        return;
      case "resend":
        annotator?.resend(step.lease);
        return;
      case "skip":
        annotator?.skip();
        return;
      case "heartbeat":
        annotator?.heartbeat();
        return;
      case "undo":
        annotator?.undo(step.choice);
        return;
      case "come_or_go":
        annotator?.comeOrGo();
        return;
    }
  }

  async #deliver(count: number): Promise<void> {
    for (let delivered = 0; delivered < count && this.#scheduler.count() > 0; delivered += 1) {
      await this.#scheduler.waitNext(1);
      await this.#look();
    }
  }

  #crash(): void {
    this.#ledger.tally.crashes += 1;
    this.#server.restart();
    this.#callers.askAgain();
    for (const annotator of this.#annotators) {
      annotator.reconnect();
    }
  }

  /** Lets happen what happens at once, and holds the promises against it. */
  async #look(): Promise<void> {
    await settleDown();
    const now = this.#time.clock.now();
    for (const entry of this.#ledger.comparisons.values()) {
      if (entry.answeredAt === null) {
        judgeWaiting(this.#ledger, entry, now);
      }
    }
    if (this.#scheduler.count() === 0) {
      judgeBoard(this.#ledger, this.#disk, this.#server, this.#annotators, now);
    }
    this.#ledger.check();
  }

  /** The disk heals, everybody sends again what was not answered, and time passes until nothing more is open; then all is held against the promises. */
  async #comeToRest(): Promise<void> {
    this.#disk.heal();
    await this.#deliver(ROUNDS_MAX);
    if (!this.#server.isResumed) {
      this.#crash();
      await this.#deliver(ROUNDS_MAX);
    }
    for (const annotator of this.#annotators) {
      annotator.resendAll();
    }
    await this.#deliver(ROUNDS_MAX);
    await this.#time.advance(AFTERMATH_MS, () => this.#deliver(ROUNDS_MAX).then(() => this.#look()));
    this.#ledger.tally.storeFaults += this.#disk.faultCount;
    for (const { shown } of this.#annotators) {
      for (const { ballot, vote } of shown) {
        if (ballot !== null && vote === null) {
          this.#ledger.report("a vote that is sent again is acknowledged", `${ballot.voteId} was not`);
        }
      }
    }
    for (const entry of this.#ledger.comparisons.values()) {
      if (entry.answeredAt === null && !entry.isGivenUp) {
        this.#ledger.report("a caller is always answered", `${entry.comparisonId} was not`);
      }
      judgeComparison(this.#ledger, this.#disk, entry);
    }
    this.#ledger.check();
  }
}

/** Draws that follow from a seed: Marsaglia's xorshift. */
function createDraws(seed: number): Random {
  let state = (seed ^ 0x9e37_79b9) >>> 0 || 1;
  let tokens = 0;
  const uint32 = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  return {
    uint32,
    token: () => {
      tokens += 1;
      return `${tokens}`;
    },
  };
}
