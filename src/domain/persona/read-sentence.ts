import { createBoundedMemory } from "../bounded-memory.ts";
import type { ActName } from "../scenarios/act-name.ts";
import { classifySentence } from "../text/classify-sentence.ts";
import { asksAboutTheTalk } from "./asks-about-the-talk.ts";
import { blames } from "./blame.ts";
import { showsEmpathy } from "./empathy.ts";
import { isKeyWords } from "./is-key-words.ts";

/** Lower-case text patterns by act; empathy and blame have files of their own. All are linear: literal alternatives and bounded gaps only. */
const SENTENCE_PATTERNS: readonly (readonly [ActName, RegExp])[] = [
  [
    "greeting",
    /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|welcome|greetings|nice to meet you|pleased to meet you)\b/,
  ],
  [
    "apology",
    /\b(?:i apologi[sz]e|we apologi[sz]e|my apologies|our apologies|i'm sorry|i am sorry|we're sorry|we are sorry|sorry (?:for|about) (?:the|this|that|any|all|your)|my (?:mistake|bad|fault)|please forgive)\b/,
  ],
  ["thanks", /\b(?:thanks|thank you|much appreciated|i appreciate (?:it|that|you|your))\b/],
  [
    "advice",
    /\b(?:you (?:should(?! (?:not )?have)|need to|must(?! (?:be|have|feel))|ought to(?! have)|had better|might want to|could try|can try|may want to|will want to)|i(?:'d| would)? (?:recommend|suggest|advise)|i'd like you to|my (?:advice|recommendation|suggestion) (?:is|would)|try (?:to|using|taking|restarting|a|an|the|this|writing|drawing|thinking)|make sure (?:to|you|that)|please (?:take|go|call|rest|restart|avoid|stop|keep|come|contact|make sure|try|do not|don't|check))\b/,
  ],
  [
    "goodbye",
    /\b(?:goodbye|good bye|bye|bye-bye|(?<!to )see you|farewell|have a (?:nice|good|great|lovely|safe) (?:day|evening|one|night|weekend|trip)|take care(?: of yourself)?)\b[.! ]*$/,
  ],
];

const OPEN_QUESTION =
  /\b(?:tell me (?:more|everything|about it|about yourself|what(?:'s| is| has)(?: been)? (?:going on|happening|happened|on your mind|wrong)|what happened)|what(?:'s| has)? (?:brings|brought) you|what(?:'s| is| has been) (?:going on|happening|the (?:matter|problem|trouble|issue|situation)|on your mind|wrong|up)\b|what happened|how (?:can|may|could) (?:i|we) help|what can (?:i|we) do for you|(?:anything|something|what) else|could you (?:elaborate|expand|say more|tell me more)|can you (?:elaborate|expand|say more|tell me more)|please (?:go on|continue|elaborate)|go on\b|say more|in your own words|walk me through (?:it|what happened|everything|the situation|this)|talk me through (?:it|what happened|everything|the situation|this)|fill me in|what should i know|how are (?:you|things))/;

/** Sentences remembered: policies say the same things again and again, and conversations are folded anew. */
const SENTENCES_REMEMBERED_MAX = 2048;
/** Longer sentences are read anew each time. */
const REMEMBERED_CHARACTERS_MAX = 240;

/** What a sentence is by its words alone, wherever it stands. */
export interface SentenceReading {
  readonly text: string;
  readonly kind: "question" | "statement";
  /** The acts that its words show, each once. */
  readonly acts: readonly ActName[];
  /** It gives the floor to the persona without naming a topic. */
  readonly isOpenQuestion: boolean;
  /** A question that is only key words with a mark behind them. */
  readonly isKeyWords: boolean;
}

const READINGS = createBoundedMemory<SentenceReading>(SENTENCES_REMEMBERED_MAX);

/** Reads a sentence of a cleaned message. */
export function readSentence(sentence: string): SentenceReading {
  return sentence.length > REMEMBERED_CHARACTERS_MAX ? readAnew(sentence) : READINGS.recall(sentence, readAnew);
}

function readAnew(sentence: string): SentenceReading {
  const text = sentence.toLowerCase().replaceAll("’", "'");
  const asks = classifySentence(sentence) === "question";
  const acts = SENTENCE_PATTERNS.flatMap(([act, pattern]) => (pattern.test(text) && !(asks && act === "advice") ? [act] : []));
  if (blames(text)) {
    acts.push("blame");
  }
  if (showsEmpathy(text)) {
    acts.push("empathy");
  }
  // Whoever asks for leave to ask, or whether there is more, has not asked for anything yet.
  const kind = asks && !asksAboutTheTalk(text) ? "question" : "statement";
  return {
    text: sentence,
    kind,
    acts,
    isOpenQuestion: asks && OPEN_QUESTION.test(text),
    isKeyWords: kind === "question" && isKeyWords(sentence),
  };
}
