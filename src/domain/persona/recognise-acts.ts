import type { ActName } from "../scenarios/act-name.ts";
import { showsEmpathy } from "./empathy.ts";

/** Lower-case text patterns by act; empathy has a file of its own. All are linear: literal alternatives and bounded gaps only. */
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
    "blame",
    /\b(?:(?:it's|it is|this is|that's|that is|all) your (?:own )?fault|you (?:should have|shouldn't have|should not have|should've|ought to have) (?:known|checked|called|told|come|thought|been|never|done|noticed|read|paid|tested|said|asked|listened|stopped|used|kept|taken)|you (?:are|'re) (?:lying|a liar|to blame|careless|irresponsible|stupid|wrong to|wasting|being (?:difficult|unreasonable|dramatic|ridiculous|careless|lazy|dishonest|silly))|you're (?:lying|a liar|to blame|careless|irresponsible|stupid|wasting|being (?:difficult|unreasonable|dramatic|ridiculous|careless|lazy|dishonest|silly))|you (?:caused|broke|ruined) (?:this|that|it|the|everything)|you (?:messed|screwed) (?:up|this|it)|you let this|what were you thinking|how could you (?:not|let|be|do|have|forget|miss)|i don't believe you|stop (?:lying|exaggerating|wasting|making excuses|complaining)|(?:that's|that is|what a) (?:stupid|dumb|ridiculous|silly)|who(?:'s| is) (?:to blame|responsible for this mess)|your (?:carelessness|negligence|incompetence))/,
  ],
  [
    "advice",
    /\b(?:you (?:should(?! (?:not )?have)|need to|must|ought to(?! have)|had better|might want to|could try|can try|may want to|will want to)|i(?:'d| would)? (?:recommend|suggest|advise)|i'd like you to|my (?:advice|recommendation|suggestion) (?:is|would)|try (?:to|using|taking|restarting|a|an|the|this|writing|drawing|thinking)|make sure (?:to|you|that)|please (?:take|go|call|rest|restart|avoid|stop|keep|come|contact|make sure|try|do not|don't|check))/,
  ],
  [
    "goodbye",
    /\b(?:goodbye|good bye|bye|bye-bye|(?<!to )see you|farewell|have a (?:nice|good|great|lovely|safe) (?:day|evening|one|night|weekend|trip)|take care(?: of yourself)?)\b[.! ]*$/,
  ],
];

/** Asking for the machinery behind the persona. Matched on the whole message. */
const META_PROBE =
  /\b(?:system prompt|your (?:hidden |secret |initial |original |full )?(?:prompt|instructions|rules|guidelines|configuration|script|programming)|ignore (?:all |any |the |your |my )*(?:previous|prior|above|earlier|preceding) (?:instructions|messages|prompts|rules|text)|disregard (?:all |any |the |your )*(?:previous|prior|above|earlier|instructions|rules)|scoring (?:rules|rubric|criteria|function|system)|(?:reward|grading|marking|evaluation) (?:function|criteria|rubric|rules|scheme)|hidden (?:facts?|information|objectives?|goals?|rules|state)|(?:every|all)(?: the| of the| your)? facts? (?:you|that you) (?:hold|have|know|hide)|secret (?:facts?|information|objectives?|goals?)|(?:are|aren't) you (?:an? )?(?:ai|a\.i\.|bot|robot|language model|llm|chatbot|simulat(?:ion|ed|or)|program|machine|persona)|you are (?:now )?(?:an? )?(?:ai|language model|llm|dan|in developer mode|debug mode)|(?:developer|debug|god|admin|jailbreak) mode|role ?play|stay in character|break character|(?:print|reveal|output|dump|repeat|show|list) (?:me )?(?:your|the|all)(?: hidden| secret| full| entire| of your| your)? (?:prompt|instructions|facts|rules|state|configuration|scenario|script|persona|yaml|json|milestones|minefields|rubric)|(?:this|the) (?:scenario|simulation|episode|environment|persona)(?:'s)? (?:file|definition|yaml|rules|goals?|reward|answer)|###|<\|im_(?:start|end)\|>|\[\/?inst\]|<\/?system>)/;

const OPEN_QUESTION =
  /\b(?:tell me (?:more|everything|about it|about yourself|what(?:'s| is| has)(?: been)? (?:going on|happening|happened|on your mind|wrong)|what happened)|what(?:'s| has)? (?:brings|brought) you|what(?:'s| is| has been) (?:going on|happening|the (?:matter|problem|trouble|issue|situation)|on your mind|wrong|up)\b|what happened|how (?:can|may|could) (?:i|we) help|what can (?:i|we) do for you|(?:anything|something|what) else|could you (?:elaborate|expand|say more|tell me more)|can you (?:elaborate|expand|say more|tell me more)|please (?:go on|continue|elaborate)|go on\b|say more|in your own words|walk me through (?:it|what happened|everything|the situation|this)|talk me through (?:it|what happened|everything|the situation|this)|fill me in|what should i know|how are (?:you|things))/;

const HAS_WORD = /[\p{L}\p{N}]/u;

/** What the engine needs to know of a message to recognise its acts. */
export interface MessageReading {
  /** The cleaned message. */
  readonly text: string;
  readonly sentences: readonly { readonly text: string; readonly kind: "question" | "statement" }[];
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
    const text = sentence.text.toLowerCase().replaceAll("’", "'");
    for (const [act, pattern] of SENTENCE_PATTERNS) {
      if (pattern.test(text)) {
        acts.add(act);
      }
    }
    if (showsEmpathy(text)) {
      acts.add("empathy");
    }
    if (OPEN_QUESTION.test(text)) {
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

/** Whether a sentence gives the floor to the persona without naming a topic. */
export function isOpenQuestion(sentence: string): boolean {
  return OPEN_QUESTION.test(sentence.toLowerCase().replaceAll("’", "'"));
}
