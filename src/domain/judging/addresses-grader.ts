/** Words for whoever scores a conversation, not for whoever takes part in it. Each is linear in the text; gaps have bounds. */
const GRADER_ADDRESSED: readonly RegExp[] = [
  // The verdict's own form.
  /\bcriteria_met\b|"(?:met|verdict|score|rating|better|c\d{1,2})"\s{0,4}:\s{0,4}(?:"?(?:true|a|b|tie|yes)"?|\d)/i,
  /\[\[ ?(?:[abc]|tie|\d{1,3}(?:\.\d)?) ?\]\]|\[result\]/i,
  /\b(?:score|reward|rating|grade|marks?) {0,2}[:=] {0,2}(?:1(?:\.0+)?|10|100|(\d{1,3}) ?\/ ?\1|max(?:imum)?|perfect)(?![\w.%])/i,
  // Whoever scores, spoken to.
  /\b(?:dear|attention|hello|hey|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)|you are) (?:the |a |an |my |our |all )?(?:ai |llm |automatic |automated )?(?:graders?|evaluators?|raters?|judge|reward model|scoring (?:model|system))\b/i,
  /\bas (?:the|a|an|your) (?:impartial |ai |llm |automatic |automated )?(?:grader|evaluator|rater|llm judge|reward model)\b/i,
  /\b(?:graders?|evaluators?|raters?|judges?|reward models?) (?:should|must|will|shall|needs? to|has to|have to) (?:now )?(?:give|award|assign|grant|mark|score|rate|output|return|choose|prefer|conclude)\b/i,
  // What it is told to do.
  /\b(?:ignore|disregard|forget|override) (?:all |any |of |the |your |every |these |my ){0,3}(?:previous|prior|above|earlier|preceding|other|grading|scoring) (?:instructions?|prompts?|rules?|criteria|guidelines?|rubrics?|text)\b/i,
  /\b(?:give|award|grant|assign)(?: me| it| us)?(?: this| the| that)?(?: answer| response| conversation| reply)? (?:a |an |the )?(?:full|maximum|max|highest|perfect|top|best)(?: possible)? (?:marks?|scores?|points|credits?|rewards?|ratings?|grades?)\b/i,
  /\b(?:all|every|each)(?: of)?(?: the| these)? (?:criteri(?:a|on)|statements?|requirements? of the rubric|rubric items?) (?:are|is|were|have been|has been|must be|should be|count as) (?:fully )?(?:met|satisfied|fulfilled|true|passed)\b/i,
  /\b(?:mark|set|judge|answer|consider|treat|count) (?:all|every|each)(?: of)?(?: the)? (?:criteri(?:a|on)|statements?|rubric items?) (?:as |to )?(?:be )?(?:met|true|satisfied|passed)\b/i,
  /\b(?:choose|prefer|pick|select|vote for) (?:response|answer|assistant|conversation|option|candidate) [ab12]\b/i,
];

/** Whether a text speaks to whoever scores it: says the verdict, names its score, tells it what to do. Honest texts may do so (a lesson on grading): a reason to look, no proof. */
export function addressesGrader(text: string): boolean {
  return GRADER_ADDRESSED.some((pattern) => pattern.test(text));
}
