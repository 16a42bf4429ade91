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
const AUXILIARIES = words(
  "is are was were am do does did have has had can could will would shall should may might must been",
);
const SUBJECTS = words(
  "i you he she it we they there this that these those your my his her our their its the any anyone anybody anything anywhere somebody someone something everyone everything all either both one some a an",
);
const PRONOUNS = words("i you he she it we they this that these those there the your my his her our their a an");
/** Auxiliaries that may stand before any subject, named or not. */
const FREE_AUXILIARIES = words("is are was were does did has");
/** Verbs that follow "what", "who" or "which" when these are the subject themselves. */
const SUBJECT_VERBS = words(
  "happened happens brings brought makes made caused causes led triggered triggers worries seems hurts helps helped changed went goes matters about else kind sort time type " +
    "lives brand model colour color started starts sets exactly if comes came looks gave takes took uses knows saw told said",
);
const HOW_MEASURES = words(
  "long much many often bad severe old far soon big large strong heavy frequently quickly fast well sure come about else serious urgent widespread intense painful confident high low exactly precisely recently",
);

/** Beginnings of clauses that ask without asking. A listed beginning must be followed by a clause end or any word. */
const REQUESTS: readonly (readonly string[])[] = [
  "tell me,tell us,describe,explain,share,show me,show us,give me,give us,walk me,walk us,talk me,talk us,take me,take us,run me,run us,fill me in,fill us in,let me know,let us know," +
    "let us talk,let us discuss,let us go over,let us go through,let us start with,let us begin with,let us look at,let us focus on,let us move on to,let us turn to,let us hear,let us cover,let us explore," +
    "let us go back to,let us review,let us get into,let me ask,let me hear,help me understand,help us understand,help me see,help me picture,list,point to,point out,rate,confirm,specify,clarify,elaborate,outline,remind me,remind us,read me,send me,spell out," +
    "say more,go on,summarise,summarize,name,state,recall,walk through,talk through,provide,update me,catch me up,bring me up,paint me," +
    "what about,how about,what of,why not,how come,any,anything,anyone,anybody,anywhere,ever,got any,got a," +
    "i was wondering,i am wondering,i wonder,i was curious,i am curious,curious,wondering,i am interested in,i am keen to,i would be interested,i would be keen," +
    "i would like to know,i would like to hear,i would like to ask,i would like to understand,i would like to learn,i would like to find out,i would like to talk,i would like to discuss,i would like to go over,i would like to go through,i would like to get,i would like to check,i would like to explore,i would like you to tell,i would like you to describe,i would like you to explain,i would like a bit,i would like more,i would like some,i would like to confirm," +
    "i would love to know,i would love to hear,i would love to understand,i would love to learn,i would appreciate,i want to know,i want to hear,i want to ask,i want to understand,i want to learn,i want to find out,i want to talk about,i want to check whether,i want to check if,i want to discuss,i want to get a," +
    "i need to know,i need to ask,i need to hear,i need to understand,i need to find out,i need to check whether,i need to check if,i have to ask,i must ask,i should ask,i will need to know,i will need to ask," +
    "i am trying to understand,i am trying to work out,i am trying to find out,i am trying to figure out,i do not know whether,i do not know if,i am not sure whether,i am not clear,it would help to know,it would help me to know,it would help if you,it would be helpful to know,it would be useful to know,it would be good to know,it helps to know,good to know," +
    "would it be,do not suppose,i do not suppose,may i,can i,can we,can you,could you,could we,could i,would you,will you,mind telling,mind sharing,care to,am i right,is it,are there,is there"
]
  .join(",")
  .split(",")
  .map((beginning) => beginning.split(" "));

const REQUESTS_BY_FIRST_WORD: ReadonlyMap<string, readonly (readonly string[])[]> = REQUESTS.reduce((index, request) => {
  const [first = ""] = request;
  return index.set(first, [...(index.get(first) ?? []), request]);
}, new Map<string, readonly (readonly string[])[]>());

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
  const clauses = sentence.split(CLAUSE_BREAKS).filter((clause) => clause.trim() !== "");
  const asks = clauses.slice(0, CLAUSES_MAX).some((clause, index) => clauseAsks(clause, index, clauses.length));
  return asks ? "question" : "statement";
}

/** Looks at the last characters only: the mark stands there or nowhere. */
function endsWithQuestionMark(sentence: string): boolean {
  return QUESTION_MARK_AT_END.test(sentence.slice(-12).trimEnd());
}

function clauseAsks(clause: string, index: number, clauses: number): boolean {
  const all = tokeniseWords(clause.slice(0, CLAUSE_WORDS_MAX * 16));
  const start = all.findIndex((word) => !LEAD_INS.has(word));
  const clauseWords = start < 0 ? [] : all.slice(start, start + CLAUSE_WORDS_MAX);
  const [first = "", second = "", third = ""] = clauseWords;
  if (clauseWords.length < 2) {
    return clauses === 1 && INTERROGATIVES.has(first);
  }
  if (isRequest(clauseWords)) {
    return true;
  }
  if (INTERROGATIVES.has(first)) {
    return index === 0 || clauses === 1 || index === clauses - 1 ? interrogativeAsks(clauseWords) : false;
  }
  return AUXILIARIES.has(first) && auxiliaryAsks(first, second === "not" ? third : second, second === "not", clauses);
}

function isRequest(clauseWords: readonly string[]): boolean {
  const candidates = REQUESTS_BY_FIRST_WORD.get(clauseWords[0] ?? "") ?? [];
  return candidates.some((request) => request.every((word, i) => clauseWords[i] === word));
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
function auxiliaryAsks(auxiliary: string, subject: string, isNegated: boolean, clauses: number): boolean {
  if (subject === "" || subject === "not") {
    return false;
  }
  if (auxiliary === "have" || auxiliary === "do") {
    return SUBJECTS.has(subject) && subject !== "a" && subject !== "an" && subject !== "it" && !(auxiliary === "do" && subject === "the" && isNegated) && !(subject === "all" || subject === "some" || subject === "one" || subject === "that" || subject === "this" || subject === "your" && auxiliary === "do" && isNegated);
  }
  if (auxiliary === "should" || auxiliary === "had" || auxiliary === "were") {
    return SUBJECTS.has(subject) && clauses === 1;
  }
  return FREE_AUXILIARIES.has(auxiliary) || SUBJECTS.has(subject);
}
