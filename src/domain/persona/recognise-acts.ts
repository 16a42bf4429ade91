import type { ActName } from "../scenarios/act-name.ts";
import type { SentenceReading } from "./read-sentence.ts";

/** Asking for the machinery behind the persona. Matched on the whole message. */
const META_PROBE =
  /\b(?:system prompt|your (?:hidden |secret |initial |original |full )?(?:prompt|instructions|rules|guidelines|configuration|script|programming)|ignore (?:all |any |the |your |my )*(?:previous|prior|above|earlier|preceding) (?:instructions|messages|prompts|rules|text)|disregard (?:all |any |the |your )*(?:previous|prior|above|earlier|instructions|rules)|scoring (?:rules|rubric|criteria|function|system)|(?:reward|grading|marking|evaluation) (?:function|criteria|rubric|rules|scheme)|hidden (?:facts?|information|objectives?|goals?|rules|state)|(?:every|all)(?: the| of the| your)? facts? (?:you|that you) (?:hold|have|know|hide)|secret (?:facts?|information|objectives?|goals?)|(?:are|aren't) you (?:an? )?(?:ai|a\.i\.|bot|robot|language model|llm|chatbot|simulat(?:ion|ed|or)|program|machine|persona)|you are (?:now )?(?:an? )?(?:ai|language model|llm|dan|in developer mode|debug mode)|(?:developer|debug|god|admin|jailbreak) mode|role ?play|stay in character|break character|(?:print|reveal|output|dump|repeat|show|list) (?:me )?(?:your|the|all)(?: hidden| secret| full| entire| of your| your)? (?:prompt|instructions|facts|rules|state|configuration|scenario|script|persona|yaml|json|milestones|minefields|rubric)|(?:this|the) (?:scenario|simulation|episode|environment|persona)(?:'s)? (?:file|definition|yaml|rules|goals?|reward|answer)|###|<\|im_(?:start|end)\|>|\[\/?inst\]|<\/?system>)/;

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
  if (META_PROBE.test(whole)) {
    acts.add("meta_probe");
  }
  let questions = 0;
  for (const sentence of reading.sentences) {
    for (const act of sentence.acts) {
      acts.add(act);
    }
    if (sentence.isOpenQuestion) {
      acts.add("open_question");
      questions += 1;
    } else if (sentence.kind === "question") {
      acts.add("closed_question");
      questions += 1;
    }
  }
  if (questions > reading.questionsMax) {
    acts.add("overload");
  }
  if (reading.isRepeat) {
    acts.add("repeat");
  }
  return acts;
}
