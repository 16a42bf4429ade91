import { type ChosenLine, findLineFault, type LineFault } from "../../domain/persona/find-line-fault.ts";
import type { Clock } from "../../ports/clock.ts";
import type { PersonaModel } from "../../ports/persona-model.ts";
import type { Timer } from "../../ports/timer.ts";

export interface PersonaVoiceOptions {
  readonly model: PersonaModel;
  readonly clock: Clock;
  readonly timer: Timer;
  /** Longest that a turn waits for other words. */
  readonly timeoutMs: number;
  /** Lines that are rephrased at a time; further ones are said as they were written. */
  readonly concurrency: number;
}

/** What became of a line: other words were said, or why not. */
export type VoiceOutcome = "rephrased" | "timeout" | "failed" | "busy" | "resting" | LineFault;

/** After so many failures in a row the model is left alone for a while: no turn waits for a server that is down. */
const FAILURES_MAX = 3;
const REST_MS = 15_000;

/**
 * What a persona says: the line that the engine has chosen, in a language model's words where those say the same and come in time. Nothing but the wording depends on it: facts, state, hash and
 * rewards are the engine's.
 */
export class PersonaVoice {
  readonly #options: PersonaVoiceOptions;
  readonly #outcomes = new Map<VoiceOutcome, number>();
  #underWay = 0;
  #failures = 0;
  #restsUntil = Number.NEGATIVE_INFINITY;

  constructor(options: PersonaVoiceOptions) {
    this.#options = options;
  }

  /** How often each outcome came about since the start. */
  get outcomes(): ReadonlyMap<VoiceOutcome, number> {
    return this.#outcomes;
  }

  /** What to say. Never rejects, and never takes longer than the timeout. */
  async say(chosen: ChosenLine): Promise<string> {
    const { clock, concurrency } = this.#options;
    if (clock.now() < this.#restsUntil) {
      return this.#keep(chosen, "resting");
    }
    if (this.#underWay >= concurrency) {
      return this.#keep(chosen, "busy");
    }
    const wording = await this.#ask(chosen);
    if (wording.kind !== "answered") {
      this.#failed();
      return this.#keep(chosen, wording.kind);
    }
    this.#failures = 0;
    const fault = findLineFault(chosen, wording.text);
    if (fault !== null) {
      return this.#keep(chosen, fault);
    }
    this.#count("rephrased");
    return wording.text;
  }

  /** The timer decides, not the model: one that does not listen to its signal is not waited for. */
  async #ask({ text, scenario }: ChosenLine): Promise<Wording> {
    const { model, timer, timeoutMs } = this.#options;
    const giveUp = new AbortController();
    this.#underWay += 1;
    let disarm: () => void = () => undefined;
    const late = new Promise<Wording>((resolve) => {
      disarm = timer.set(timeoutMs, () => resolve({ kind: "timeout" }));
    });
    const answer = model
      .rephrase(text, scenario.private.persona.style, giveUp.signal)
      .then(
        (said): Wording => ({ kind: "answered", text: said.trim() }),
        (): Wording => ({ kind: "failed" }),
      )
      .finally(() => {
        this.#underWay -= 1;
      });
    const first = await Promise.race([answer, late]);
    disarm();
    giveUp.abort();
    return first;
  }

  #failed(): void {
    this.#failures += 1;
    if (this.#failures >= FAILURES_MAX) {
      this.#failures = 0;
      this.#restsUntil = this.#options.clock.now() + REST_MS;
    }
  }

  #keep({ text }: ChosenLine, outcome: VoiceOutcome): string {
    this.#count(outcome);
    return text;
  }

  #count(outcome: VoiceOutcome): void {
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
  }
}

type Wording = { readonly kind: "answered"; readonly text: string } | { readonly kind: "timeout" | "failed" };
