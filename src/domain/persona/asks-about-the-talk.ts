import { classifySentence } from "../text/classify-sentence.ts";

const LEAD_IN =
  "(?:(?:so|and|but|ok|okay|right|now|well|great|good|perfect|thanks|thank you|alright|all right|yes|sorry|first|just|before (?:that|we start|we begin|i start|i begin))[,.]? ){0,3}";
const FINE = "(?:ok|okay|all right|alright|fine|fair|good|clear|right|correct|acceptable|agreeable|reasonable)";
const QUESTIONS = "(?:[a-z]+ ){0,3}(?:questions?|things?|something|something else|anything)(?: about [a-z' ]{1,40})?";
const IN_THE_END =
  "(?: (?:with|by|for|to) (?:you|me|that|this|it))?(?: (?:so far|first|now|today|then|before (?:we|i) (?:start|begin|go on)))?";

const BODIES: readonly string[] = [
  // Leave to ask.
  `(?:may|can|could|might) (?:i|we) (?:just |also |quickly )?(?:ask|put|run through|go through|start with|begin with)(?: to)?(?: you)? ${QUESTIONS}`,
  `(?:is it|would it be) ${FINE} if (?:i|we) (?:just )?(?:ask|asked|run through|go through|start with)(?: you)? ${QUESTIONS}`,
  `(?:(?:do|would) you )?mind if (?:i|we) (?:ask|asked)(?: you)? ${QUESTIONS}`,
  "let(?:'s| us) (?:go|work|look|walk|run|get) (?:through|at|over|on|to) (?:this|it|that|things|everything|the bottom of (?:this|it)) (?:together|step by step|one (?:thing|step) at a time|slowly|calmly|in order)",
  "do you have (?:a minute|a moment|a second|time)(?: to talk| for (?:a few|some|a couple of) questions)?",
  "is (?:now|this) a good time(?: to talk)?",
  "(?:shall|can|may|could) we (?:begin|start|go on|continue|carry on|get started|move on)",
  // Whether one is heard, understood and agreed with.
  `(?:is|was) (?:that|this|it|all of that|everything) (?:all |still )?${FINE}`,
  `(?:does|did) (?:that|this|it|all of that) (?:make sense|sound|seem|look|help|work)(?: ${FINE})?`,
  `(?:have|did) (?:i|we) (?:got|get|understood|understand|heard|hear|caught|catch|summarised|summarized) (?:(?:that|this|it|you|everything|all of that|all that) )?${FINE}(?:ly)?`,
  "(?:have|did) (?:i|we) (?:miss|missed|forget|forgotten|left out|leave out) anything",
  `are you (?:ok|okay|happy|all right|alright|fine|comfortable|content) with (?:that|this|it)`,
  "do you (?:understand|follow|agree)(?: me| that| this)?",
  `can you (?:still )?hear me(?: (?:now|well|clearly|${FINE}))?`,
  "are you (?:still )?(?:there|with me|following|listening|ready)",
  "am i (?:right|making sense|clear)",
  "(?:ok|okay|all right|alright|right|yes|yeah|agreed|deal|clear|understood|ready|got it|make sense|makes sense|sound good|sounds good|fair enough)",
  // Asked to comfort, not to know.
  "how (?:could|were|was|would) (?:you|anyone|anybody) (?:have|to|to have|supposed to|meant to) know(?:n)?(?: (?:that|this|it|about (?:that|this|it)))?",
  // Whether there is more that the other wants.
  "(?:do|did|have) you (?:have|got) any (?:other |more |further )?questions",
  "any (?:other |more |further )?questions",
  "(?:is|was) there anything (?:else )?(?:that )?(?:i|we) (?:can|could|may) (?:help|do|assist)(?: you)?(?: with)?",
  "(?:can|could|may) (?:i|we) (?:help|do anything|assist)(?: you)?(?: with)?(?: anything)? (?:else|more|further)",
  "(?:is|was) there anything (?:else )?you(?:'d| would)? (?:like|want) to ask(?: me)?",
  "anything (?:else )?you(?:'d| would)? (?:like|want) to ask(?: me)?",
];
const ABOUT_THE_TALK = new RegExp(`^${LEAD_IN}(?:${BODIES.join("|")})${IN_THE_END}(?:, (?:please|then|by the way|too))?[?!. ]*$`);
/** "Let's go through it together, okay?" */
const TAG = /^(.{3,}), (?:ok|okay|all right|alright)\?$/;

/**
 * Whether a sentence (lower case, straight apostrophes) asks about the conversation itself: for leave to ask, whether one was understood or agreed with, whether the other has questions.
 * It wants no fact, and whoever is asked so is not being questioned.
 */
export function asksAboutTheTalk(sentence: string): boolean {
  const [, told] = TAG.exec(sentence) ?? [];
  if (told !== undefined) {
    return ABOUT_THE_TALK.test(told) || classifySentence(told) === "statement";
  }
  return ABOUT_THE_TALK.test(sentence);
}
