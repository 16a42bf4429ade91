import type { ActName } from "../scenarios/act-name.ts";
import { probesTheMachinery } from "./probes-the-machinery.ts";
import type { SentenceReading } from "./read-sentence.ts";

const HAS_WORD = /[\p{L}\p{N}]/u;

/** What the engine needs to know of a message to recognise its acts. */
export interface MessageReading {
  /** The cleaned message. */
  readonly text: string;
  readonly sentences: readonly SentenceReading[];
  readonly questionsMax: number;
  readonly isRepeat: boolean;
  readonly hasToolCall: boolean;
}

/** The acts of one message, each at most once, in the order of ACT_NAMES. `decision` is the engine's to add: it depends on the tools. */
export function recogniseActs(reading: MessageReading): ReadonlySet<ActName> {
  const acts = new Set<ActName>();
  const whole = reading.text.toLowerCase().replaceAll("’", "'");
  if (!HAS_WORD.test(whole)) {
    if (!reading.hasToolCall) {
      acts.add("silence");
    }
    return acts;
  }
  if (probesTheMachinery(whole)) {
    acts.add("meta_probe");
  }
  let questions = 0;
  for (const sentence of reading.sentences) {
    for (const act of sentence.acts) {
      acts.add(act);
    }
    if (sentence.isOpenQuestion) {
      acts.add("open_question");
    } else if (sentence.kind === "question") {
      acts.add("closed_question");
    }
    questions += sentence.kind === "question" ? 1 : 0;
  }
  if (questions > reading.questionsMax) {
    acts.add("overload");
  }
  if (reading.isRepeat) {
    acts.add("repeat");
  }
  return acts;
}
