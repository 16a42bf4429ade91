const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Words of grammar: they say next to nothing about what is asked. */
const GRAMMAR_WORDS = words(
  "a an the is are was were be been being am do does did done doing have has had having i you he she it we they me him her us them my your his hers its our their mine yours this that these those " +
    "there here of to in on at by for from with as and or but if so then than not no nor too very can could will would shall should may might must about into onto over under up down out off again " +
    "any some all both each more most other such own same just also only yes ok okay well now oh um which one ones thing things something anything nothing everything",
);

/** Words that carry a request or soften it, whatever it is about. */
const FRAME_WORDS = words(
  "tell describe explain share show give walk talk take run let know like want need ask asking question questions wonder wondering curious hear understand learn find please thanks thank sorry hello hi hey " +
    "mind bit little quick quickly briefly exactly specifically actually really currently presently moment today right first next before going go get got getting happen happens happening possibly maybe perhaps able way sort kind " +
    "say said think sure help me good great okay details detail information info else anyone anybody someone somebody ever yet already still lot lots much many come came make makes made look looking see use using try trying mention mentioned said",
);

/** Interrogatives tell topics apart, but seldom by themselves. */
const INTERROGATIVES = words("what when where why who whose whom how");

/** Words that count less, those of grammar, have no direction: they match themselves only. */
export const DIRECTED_ROLE_MIN = 0.25;

const GRAMMAR_WEIGHT = 0.2;
const FRAME_WEIGHT = 0.45;
const INTERROGATIVE_WEIGHT = 0.6;

/** How much a word counts for what it is, from 0 to 1, before counting how few topics use it. */
export function weighWordRole(word: string): number {
  if (INTERROGATIVES.has(word)) {
    return INTERROGATIVE_WEIGHT;
  }
  if (GRAMMAR_WORDS.has(word)) {
    return GRAMMAR_WEIGHT;
  }
  return FRAME_WORDS.has(word) ? FRAME_WEIGHT : 1;
}
