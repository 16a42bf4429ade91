/** Lower-case texts that lay the blame on the person spoken to. Linear: literal alternatives and bounded gaps only. */
const BLAME =
  /\b(?:(?:it's|it is|this is|that's|that is|all) your (?:own )?fault|you (?:should have|shouldn't have|should not have|should've|ought to have) (?:known|checked|called|told|come|thought|never|done|noticed|read|paid|tested|said|asked|listened|stopped|used|kept|taken|been (?=more|paying|watching|wearing|there|honest|careful|quicker|faster|looking))|you(?:'re| are) (?:lying|a liar|to blame|careless|irresponsible|stupid|wrong to|wasting|being (?:difficult|unreasonable|dramatic|ridiculous|careless|lazy|dishonest|silly))|you (?:caused|broke|ruined) (?:this|that|it|the|everything)|you (?:messed|screwed) (?:up|this|it)|you let this|what were you thinking|how could you (?:let|do|forget|miss|be so|not (?!have known)|have (?:let|done|missed|forgotten|been so))|i don't believe you\b(?! (?:did|were|had|meant|caused|could|are to))|stop (?:lying|exaggerating|wasting|making excuses|complaining)|what a (?:stupid|dumb|ridiculous|silly) (?:thing|idea|mistake|question)|(?:stupid|silly|ridiculous|dumb|careless) of you|your (?:carelessness|negligence|incompetence))/g;
/** A negation, unless it asks for agreement ("isn't it your fault"). */
const NEGATION =
  /\b(?:not|none|nobody|no one|nothing|never|neither|nor|hardly|without)\b|\b(?:do|does|did|is|was|are|were|would|could|can|wo|have|has|had)n't\b(?! (?:you|it|this|that)\b)/;
/** A negation reaches no further than this, nor past the end of its clause. */
const REACH_CHARACTERS = 80;
const CLAUSE_END = /[,;:()—–]| - | but /;

/** Whether a sentence (lower case, straight apostrophes) blames whom it is said to. "None of this is your fault" does not. */
export function blames(sentence: string): boolean {
  return [...sentence.matchAll(BLAME)].some(({ index }) => {
    const clause =
      sentence
        .slice(Math.max(0, index - REACH_CHARACTERS), index)
        .split(CLAUSE_END)
        .at(-1) ?? "";
    return !NEGATION.test(clause);
  });
}
