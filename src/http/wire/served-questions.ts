import type { Clock } from "../../ports/clock.ts";
import { BoundedCache } from "../../services/bounded-cache.ts";
import type { ServedQuestion } from "../../services/voting/served-question.ts";
import { toWireLease } from "./lease-view.ts";
import { toWireQuestion } from "./question-view.ts";

const QUESTIONS_MAX = 20_000;
const CHARACTERS_MAX = 32 * 1024 * 1024;

/** Writes served questions as JSON text. Each question's own part is made once for each order: it is long, and goes to many annotators. */
export class ServedQuestions {
  readonly #clock: Clock;
  readonly #texts = new BoundedCache<string, string>(QUESTIONS_MAX, { max: CHARACTERS_MAX, of: (text) => text.length });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The members `question` and `lease` of an object, without its braces. */
  membersOf({ question, lease }: ServedQuestion): string {
    const name = `${question.questionId} ${lease.left}`;
    let text = this.#texts.find(name);
    if (text === undefined) {
      text = JSON.stringify(toWireQuestion(question, lease.left));
      this.#texts.set(name, text);
    }
    return `"question":${text},"lease":${JSON.stringify(toWireLease(lease, this.#clock.now()))}`;
  }
}
