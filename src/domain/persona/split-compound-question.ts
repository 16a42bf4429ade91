/** Where one question ends and the next begins inside a sentence: "…, and when did it start". */
const JOINT =
  /(?:,\s*|\s+)(?:and|also|plus)\s+(?=(?:when|where|what|which|who|whom|whose|how|why|whether|if|do|does|did|is|are|was|were|have|has|had|can|could|would|will)\b)/i;
/** Questions looked for in one sentence. */
const CLAUSES_MAX = 4;
/** Fewer words ("and where?") lean on the clause before them. */
const CLAUSE_WORDS_MIN = 3;

/** The clauses of a sentence that may ask several things at once; the sentence itself where it asks one. */
export function splitCompoundQuestion(sentence: string): readonly string[] {
  if (!JOINT.test(sentence)) {
    return [sentence];
  }
  const clauses = sentence.split(JOINT).map((clause) => clause.trim());
  return clauses.length > 1 &&
    clauses.length <= CLAUSES_MAX &&
    clauses.every((clause) => clause.split(" ").length >= CLAUSE_WORDS_MIN)
    ? clauses
    : [sentence];
}
