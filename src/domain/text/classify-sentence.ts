import { parsePhrase } from "./phrase.ts";
import { tokeniseWords } from "./tokenise-words.ts";

/** Words of a clause that are looked at: the form of a sentence shows at its beginning. */
const CLAUSE_WORDS_MAX = 12;
const CLAUSES_MAX = 8;
/** An interrogative is followed by its auxiliary within so many words ("how many days a week do"). */
const AUXILIARY_REACH_WORDS = 6;

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** May stand before a question or request and change nothing. */
const LEAD_INS = words(
  "and so but or ok okay well now then right alright also sorry please first firstly second secondly next finally lastly hi hello hey great good thanks oh ah um " +
    "just maybe perhaps additionally moreover meanwhile sure yes no again actually quickly briefly kindly currently otherwise besides",
);
const INTERROGATIVES = words("what when where why which who whose whom how");
const AUXILIARIES = words("is are was were am do does did have has had can could will would shall should may might must been");
const SUBJECTS = words(
  "i you he she it we they there this that these those your my his her our their its the any anyone anybody anything anywhere somebody someone something everyone everything all either both one some a an",
);
const PERSONS = words("i you he she it we they");
/** After "do" and "have", which also begin commands ("do this", "have a seat"). */
const SUBJECTS_OF_DO = words(
  "i you he she we they there these those your my his her our their the any anyone anybody anything somebody someone something everyone everything either both",
);
const IMPERATIVE_AUXILIARIES = words("do have");
/** They also begin conditions: "Should you feel worse, call us." */
const CONDITIONAL_AUXILIARIES = words("should had were");
const PRONOUNS = words("i you he she it we they this that these those there the your my his her our their a an");
/** Auxiliaries that may stand before any subject, named or not. */
const FREE_AUXILIARIES = words("is are was does did has");
/** Verbs that follow "what", "who" or "which" when these are the subject themselves. */
const SUBJECT_VERBS = words(
  "happened happens brings brought makes made caused causes led triggered triggers worries seems hurts helps helped changed went goes matters about else kind sort time type " +
    "lives brand model colour color started starts sets exactly if comes came looks gave takes took uses knows saw told said",
);
const HOW_MEASURES = words(
  "long much many often bad severe old far soon big large strong heavy frequently quickly fast well sure come about else serious urgent widespread intense painful confident high low exactly precisely recently",
);

/** Beginnings of clauses that ask without the order of a question, as phrases without gaps (see `parsePhrase`). */
const REQUEST_FORMS = [
  "tell|show|give|walk|talk|take|run|fill|remind|read|send|mail|email|update|teach|catch|bring|guide|lead me|us",
  "start|begin by telling|showing|describing|explaining|listing|reading|giving|walking",
  "describe|explain|share|list|rate|confirm|specify|clarify|elaborate|outline|summarise|summarize|name|state|recall|provide",
  "point to|out",
  "spell|type|copy|read out",
  "paste|quote|copy|type|upload|attach|forward the|your|what|whatever|any",
  "walk|talk through",
  "say more",
  "go on",
  "let me know|ask|hear",
  "let me see|have the|your|what|how|which|any|that|those|these",
  "let us know|talk|discuss|hear|cover|explore|review",
  "let us go over|through|back",
  "let us start|begin with",
  "let us look at",
  "let us focus|move on",
  "let us turn|get to|into",
  "help me|us understand|see|picture",
  "what|how about",
  "what of",
  "why not",
  "how come",
  "any|anything|anyone|anybody|anywhere|ever|curious|wondering",
  "got any|a|anything",
  "i was|am wondering|curious",
  "i wonder",
  "i am interested in",
  "i am keen to",
  "i would be interested|curious|keen",
  "i would like|love|want to know|hear|ask|understand|learn|find|discuss|check|explore|confirm|clarify",
  "i would like|love to talk|go about|over|through",
  "i would like|love to get|have|see a|an|the|your|any|more|some|what|how|where|which",
  "i would like|love to be sure|certain|clear",
  "i would like|love to establish|see|speak|determine whether|if|what|how|who|when|where|why|which|to",
  "i would like you to tell|describe|explain|walk|talk|share|show|break|list|read|send|find",
  "i would like a|an|any|copies|more|some",
  "i would appreciate",
  "i want|need|have to know|hear|ask|understand|learn|find|discuss|clarify|confirm",
  "i want|need to talk about",
  "i want|need to check whether|if|what|how|that",
  "i must|should ask",
  "i will need|have to know|ask",
  "i am trying to understand|work|find|figure|establish|see",
  "i do not know|understand whether|if|what|how|why|when|where",
  "i am not sure|clear whether|if|what|how|why|when|where",
  "it would help to|me|if",
  "it would be helpful|useful|good to know|hear",
  "it helps to know",
  "good to know whether|if|what|how",
  "i do not suppose",
  "mind telling|sharing|explaining|describing",
  "care to",
];

/** The words of a form by their place, each place with its alternatives. */
type RequestForm = readonly ReadonlySet<string>[];

const REQUESTS_BY_FIRST_WORD: ReadonlyMap<string, readonly RequestForm[]> = indexForms(
  REQUEST_FORMS.map((form) => (parsePhrase(form) ?? []).map((step) => new Set(step.words))),
);

function indexForms(forms: readonly RequestForm[]): ReadonlyMap<string, readonly RequestForm[]> {
  const byFirstWord = new Map<string, RequestForm[]>();
  for (const form of forms) {
    for (const first of form[0] ?? []) {
      byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), form]);
    }
  }
  return byFirstWord;
}

const QUESTION_MARK_AT_END = /[?？][\s"')\]}”’»*_!.…]*$/;
const CLAUSE_BREAKS = /[,;:()[\]—–]|\s-\s/;

/**
 * Whether a sentence asks: a question mark at its end, an interrogative or auxiliary-first order, or a form of request ("tell me", "I'd like
 * to know", "walk me through"). Everything else, a bare list of keywords too, is a statement. Takes time linear in the sentence.
 */
export function classifySentence(sentence: string): "question" | "statement" {
  if (endsWithQuestionMark(sentence)) {
    return "question";
  }
  const clauses = splitClauses(sentence);
  const asks = clauses.slice(0, CLAUSES_MAX).some((clause, index) => clauseAsks(clause, index, clauses.length));
  return asks ? "question" : "statement";
}

/** The clauses that are not blank. */
function splitClauses(sentence: string): readonly string[] {
  const clauses = CLAUSE_BREAKS.test(sentence) ? sentence.split(CLAUSE_BREAKS) : [sentence];
  return clauses.filter((clause) => clause.trim() !== "");
}

/** Looks at the last characters only: the mark stands there or nowhere. */
function endsWithQuestionMark(sentence: string): boolean {
  return QUESTION_MARK_AT_END.test(sentence.slice(-12).trimEnd());
}

function clauseAsks(clause: string, index: number, clauses: number): boolean {
  const all = tokeniseWords(clause.slice(0, CLAUSE_WORDS_MAX * 16));
  const start = all.findIndex((word) => !LEAD_INS.has(word));
  const clauseWords = start < 0 ? [] : all.slice(start, start + CLAUSE_WORDS_MAX);
  const [first = ""] = clauseWords;
  if (clauseWords.length < 2) {
    return clauses === 1 && INTERROGATIVES.has(first);
  }
  if (isRequest(clauseWords)) {
    return true;
  }
  if (INTERROGATIVES.has(first)) {
    return index === 0 || clauses === 1 || index === clauses - 1 ? interrogativeAsks(clauseWords) : false;
  }
  return AUXILIARIES.has(first) && auxiliaryAsks(clauseWords, clauses);
}

function isRequest(clauseWords: readonly string[]): boolean {
  const forms = REQUESTS_BY_FIRST_WORD.get(clauseWords[0] ?? "");
  return forms?.some((form) => form.every((alternatives, i) => alternatives.has(clauseWords[i] ?? ""))) ?? false;
}

/** "What medicines do you take" asks; "what I mean is" and "when it hurts, stop" do not. */
function interrogativeAsks(clauseWords: readonly string[]): boolean {
  const [first = "", second = ""] = clauseWords;
  if (PRONOUNS.has(second)) {
    return false;
  }
  if (AUXILIARIES.has(second) || (first === "how" && HOW_MEASURES.has(second))) {
    return true;
  }
  if (first === "when" || first === "where" || first === "why" || first === "how") {
    return false;
  }
  return SUBJECT_VERBS.has(second) || clauseWords.slice(2, 2 + AUXILIARY_REACH_WORDS).some((word) => AUXILIARIES.has(word));
}

/** "Do you smoke" asks; "do rest", "have a seat" and "should that happen, call" do not. */
function auxiliaryAsks(clauseWords: readonly string[], clauses: number): boolean {
  const [auxiliary = "", second = "", third = ""] = clauseWords;
  const isNegated = second === "not";
  const subject = isNegated ? third : second;
  if (subject === "" || subject === "not") {
    return false;
  }
  if (IMPERATIVE_AUXILIARIES.has(auxiliary)) {
    return (isNegated ? PERSONS : SUBJECTS_OF_DO).has(subject);
  }
  if (CONDITIONAL_AUXILIARIES.has(auxiliary)) {
    return SUBJECTS.has(subject) && clauses === 1;
  }
  return FREE_AUXILIARIES.has(auxiliary) || SUBJECTS.has(subject);
}
