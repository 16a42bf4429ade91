const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Words that point at somebody, at something that was named, at a time or at what came to pass: with one of them a question is about this case. */
const CASE_WORDS = words(
  "i me my mine we us our ours you your yours u ur he him his she her hers it its they them their theirs this that these those the here there " +
    "now today tonight tomorrow yesterday currently lately recently already yet still ago since so far did was were had has have been " +
    "any anyone anybody anything anywhere someone somebody something everyone everybody everything things other others another else not",
);
/** May stand before what is asked, whatever it is ("And could you tell me what …"). */
const LEAD_INS = words(
  "and so but or ok okay well now then right just also sorry please thanks hello hi quickly again can could would will you tell explain remind teach to me us i am wonder wondering curious",
);
/** Behind "the" they belong to the form of the question, not to the case. */
const NOUNS_OF_FORM = words(
  "difference differences word term phrase expression abbreviation acronym meaning definition concept idea",
);

const NAME = "[a-z]+(?: (?!and |or |in |on |at |of |for )[a-z]+){0,3}";
/** One of a kind. After a normal day or a rough figure one asks whoever has it. */
const ONE = `an? (?!(?:normal|typical|usual|average|rough|ballpark|realistic|fair|good|bad|better|day|week|month|night)\\b)${NAME}`;
const MANY = "(?:[a-z]+ ){0,2}[a-z]+[^us\\s]s";
const CROWD =
  "(?:people|experts|professionals|specialists|doctors|nurses|surgeons|insurers|insurance companies|companies|businesses|firms|banks|shops|courts|lawyers|thieves|burglars|criminals|scammers|" +
  "teachers|schools|universities|engineers|developers|programmers|scientists|adults|children|beginners|police)";
const TERM = "(?:the )?(?:word|term|phrase|expression|abbreviation|acronym)";
const STATE =
  "more|most|less|least|next|current|wrong|worse|worst|better|best|behind|under|up|down|question|step|exercise|number";

/** Questions without a word of the case, all of them lower-case words. Linear: literal words and bounded rows of words. */
const FORMS: readonly string[] = [
  // What a word means.
  "(?:what (?:is|are) )?(?:the )?(?:meaning|definition|concept|idea) of .+",
  `what (?:does|do) (?:${TERM} )?(?:an? )?${NAME}(?: (?:and|or|of|in) ${NAME})? (?:mean|stand for)(?: (?:in|on)(?: an?)? ${NAME})?`,
  `what is meant by ${NAME}`,
  "(?:(?:what|which) (?:is|are) |is )?(?:(?:an?|the) )?differences? between .+",
  `what (?:is|are) ${ONE}(?: (?:and|or|of|in|for|on) ${NAME})?`,
  `what (?:an? )?${NAME} (?:is|are|means|mean|does|do|stands for)`,
  `what (?:is|are) (?!(?:${STATE})\\b)(?![a-z]+(?:ly|ing|ed|en)\\b)(?:[a-z]+ ){1,2}(?![a-z]+(?:ly|ing|ed|en|est)\\b)[a-z]+`,
  // What such things are for, and how they come about.
  `what (?:does ${ONE}|do ${MANY}) do(?: .+)?`,
  `what (?:is|are) (?:an? )?${NAME} (?:good|used|useful|meant) for`,
  `how (?:does ${ONE}|do ${MANY}) (?!(?:look|feel|seem|sound|go|come|compare|reach|get to|depend|rely)\\b).+`,
  `how (?:does|do) ${NAME} work(?: .+)?`,
  `how (?:an? )?${NAME} works?(?: .+)?`,
  `what (?:causes|makes) (?:${MANY}|(?:an?|people) .+)`,
  "what counts as .+",
  // What is done by whoever it is.
  `(?:how|when|why|what|which) (?:[a-z]+ ){0,3}(?:do|would|should) ${CROWD}(?: (?!(?:report|say|see|tell|notice|complain|get)\\b).+)?`,
  "how [a-z]+ should (?:one|an? [a-z]+|(?:[a-z]+ ){0,2}[a-z]+s) .+",
  "what happens to people who .+",
  "(?:is|are|does|do|should|how|what|why|which|who) .+ (?:in general|generally(?: speaking)?|in theory)",
];
const IN_GENERAL = new RegExp(`^(?:${FORMS.join("|")})$`);

/**
 * Whether a question, as `tokeniseWords` reads it, is one of general knowledge about its words ("What is an excess?", "How do deductibles work?") and not about the case of whoever is asked.
 * A word of the case is looked for first: most questions have one.
 */
export function asksInGeneral(question: readonly string[]): boolean {
  let start = 0;
  while (LEAD_INS.has(question[start] ?? "")) {
    start += 1;
  }
  for (let at = start; at < question.length; at += 1) {
    const isOfForm = question[at] === "the" && NOUNS_OF_FORM.has(question[at + 1] ?? "");
    if (CASE_WORDS.has(question[at] ?? "") && !isOfForm) {
      return false;
    }
  }
  return IN_GENERAL.test(question.slice(start).join(" "));
}
