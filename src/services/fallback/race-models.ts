import { latestSafeStart } from "../../domain/fallback/latest-safe-start.ts";
import { ModelCallError } from "../../ports/reward-model.ts";
import type { Deadline } from "../deadlines.ts";
import type { CallOff } from "./call-off.ts";
import type { FallbackPorts } from "./fallback-ports.ts";
import type { ModelSource } from "./model-source.ts";
import { SourceFault, type SourceFaultOutcome } from "./source-fault.ts";
import type { AskedCandidates, SourceWord } from "./source-word.ts";

/** What became of one model in a race. */
export interface ModelRun {
  readonly source: ModelSource;
  /** Null: its turn did not come. */
  readonly outcome: "ok" | SourceFaultOutcome | null;
  /** From when it was asked; 0: it was not. */
  readonly durationMs: number;
  readonly word: SourceWord | null;
}

/** One model while the race is on. */
interface Lane {
  readonly source: ModelSource;
  /** Null: it was not asked. */
  controller: AbortController | null;
  phase: "waiting" | "asked" | "answered" | "failed";
  outcome: ModelRun["outcome"];
  /** By the stopwatch. */
  askedAt: number;
  durationMs: number;
  word: SourceWord | null;
}

/**
 * Asks models in their order, each when its start policy says so, until the first of them that has anything to say is known, and at the latest until an instant. Then whatever is under way is called off.
 * Never rejects.
 * @param models the first that has an answer is the one that counts
 * @param giveUpAt milliseconds since 1970
 * @returns one run a model, in their order
 */
export function raceModels(
  ports: Pick<FallbackPorts, "clock" | "stopwatch" | "deadlines">,
  models: readonly ModelSource[],
  asked: AskedCandidates,
  giveUpAt: number,
): Promise<readonly ModelRun[]> {
  return new Promise((resolve) => {
    new Race(ports, models, asked, giveUpAt, resolve).advance();
  });
}

class Race {
  readonly #ports: Pick<FallbackPorts, "clock" | "stopwatch" | "deadlines">;
  readonly #asked: AskedCandidates;
  readonly #giveUpAt: number;
  readonly #resolve: (runs: readonly ModelRun[]) => void;
  readonly #lanes: readonly Lane[];
  readonly #deadlines: Deadline[] = [];
  #isOver = false;

  constructor(
    ports: Pick<FallbackPorts, "clock" | "stopwatch" | "deadlines">,
    models: readonly ModelSource[],
    asked: AskedCandidates,
    giveUpAt: number,
    resolve: (runs: readonly ModelRun[]) => void,
  ) {
    this.#ports = ports;
    this.#asked = asked;
    this.#giveUpAt = giveUpAt;
    this.#resolve = resolve;
    this.#lanes = models.map((source) => ({
      source,
      controller: null,
      phase: "waiting",
      outcome: null,
      askedAt: 0,
      durationMs: 0,
      word: null,
    }));
    this.#deadlines.push(ports.deadlines.add(giveUpAt, () => this.#end("late")));
    for (const lane of this.#lanes) {
      if (lane.source.options.start === "latest_safe") {
        this.#deadlines.push(ports.deadlines.add(this.#latestStartOf(lane), () => this.advance()));
      }
    }
  }

  /** Asks whom it is time to ask, and ends the race where it is decided. */
  advance(): void {
    if (this.#isOver) {
      return;
    }
    let haveAllFailed = true;
    for (const lane of this.#lanes) {
      if (lane.phase === "waiting" && (haveAllFailed || this.#isDue(lane))) {
        this.#start(lane);
      }
      if (lane.phase === "answered" && haveAllFailed) {
        this.#end("unneeded");
        return;
      }
      haveAllFailed &&= lane.phase === "failed";
    }
    if (haveAllFailed) {
      this.#end("unneeded");
    }
  }

  #latestStartOf({ source }: Lane): number {
    return latestSafeStart(this.#giveUpAt, source.expectedMs(this.#asked.shape));
  }

  #isDue(lane: Lane): boolean {
    switch (lane.source.options.start) {
      case "immediate":
        return true;
      case "on_miss":
        return false;
      case "latest_safe":
        return this.#ports.clock.now() >= this.#latestStartOf(lane);
    }
  }

  #start(lane: Lane): void {
    const { source } = lane;
    const voice = source.voiceFor(this.#asked.shape);
    const fresh = voice.findFresh(this.#asked);
    if (fresh !== null) {
      this.#note(lane, "ok", fresh);
      return;
    }
    const refusal = source.refusal(this.#asked, this.#giveUpAt);
    if (refusal !== null) {
      this.#note(lane, refusal, null);
      return;
    }
    const controller = new AbortController();
    lane.phase = "asked";
    lane.controller = controller;
    lane.askedAt = this.#ports.stopwatch();
    voice.ask(this.#asked, this.#giveUpAt, controller.signal).then(
      (word) => this.#settle(lane, "ok", word),
      (fault: unknown) => this.#settle(lane, outcomeOf(fault), null),
    );
  }

  #settle(lane: Lane, outcome: "ok" | SourceFaultOutcome, word: SourceWord | null): void {
    if (!this.#isOver) {
      lane.durationMs = this.#ports.stopwatch() - lane.askedAt;
      this.#note(lane, outcome, word);
      this.advance();
    }
  }

  #note(lane: Lane, outcome: "ok" | SourceFaultOutcome, word: SourceWord | null): void {
    lane.phase = word === null ? "failed" : "answered";
    lane.outcome = outcome;
    lane.word = word;
  }

  #end(why: CallOff): void {
    if (this.#isOver) {
      return;
    }
    this.#isOver = true;
    for (const deadline of this.#deadlines) {
      deadline.takeBack();
    }
    const now = this.#ports.stopwatch();
    for (const lane of this.#lanes) {
      if (lane.phase === "asked") {
        lane.outcome = why === "late" ? "timeout" : "not_needed";
        lane.durationMs = now - lane.askedAt;
        lane.controller?.abort(why);
      } else if (lane.phase === "waiting" && why === "late") {
        lane.outcome = "no_time";
      }
    }
    this.#resolve(this.#lanes.map(({ source, outcome, durationMs, word }) => ({ source, outcome, durationMs, word })));
  }
}

function outcomeOf(fault: unknown): SourceFaultOutcome {
  if (fault instanceof ModelCallError) {
    return fault.reason;
  }
  return fault instanceof SourceFault ? fault.outcome : "bad_answer";
}
