/** Forms that no rule finds, by the word that they belong to. */
const IRREGULAR_FORMS: Readonly<Record<string, string>> = {
  be: "am are is was were been being",
  begin: "began begun beginning",
  bite: "bit bitten",
  bleed: "bled",
  break: "broke broken",
  bring: "brought",
  build: "built",
  buy: "bought",
  catch: "caught",
  child: "children",
  choose: "chose chosen",
  come: "came",
  deal: "dealt",
  do: "does did done",
  drink: "drank drunk",
  drive: "drove driven",
  eat: "ate eaten",
  fall: "fell fallen",
  feel: "felt",
  fight: "fought",
  find: "found",
  fly: "flew flown",
  foot: "feet",
  forget: "forgot forgotten",
  freeze: "froze frozen",
  get: "got gotten",
  give: "gave given",
  go: "went gone",
  grow: "grew grown",
  have: "has had having",
  hear: "heard",
  hide: "hid hidden",
  hold: "held",
  keep: "kept",
  know: "knew known",
  lead: "led",
  leave: "left",
  lend: "lent",
  lie: "lying lay lain",
  life: "lives",
  lose: "lost",
  make: "made",
  man: "men",
  mean: "meant",
  meet: "met",
  mouse: "mice",
  pay: "paid",
  person: "people",
  ride: "rode ridden",
  ring: "rang rung",
  rise: "rose risen",
  run: "ran",
  say: "said",
  see: "saw seen",
  sell: "sold",
  send: "sent",
  shake: "shook shaken",
  show: "shown",
  shut: "shutting",
  sit: "sat",
  sleep: "slept asleep",
  speak: "spoke spoken",
  spend: "spent",
  stand: "stood",
  steal: "stole stolen",
  stick: "stuck",
  strike: "struck",
  swell: "swollen",
  take: "took taken",
  teach: "taught",
  tear: "tore torn",
  tell: "told",
  think: "thought",
  throw: "threw thrown",
  tooth: "teeth",
  understand: "understood",
  wake: "woke woken",
  wear: "wore worn",
  win: "won",
  woman: "women",
  write: "wrote written",
};

/** Words that look inflected and are not. */
const UNCHANGED: ReadonlySet<string> = new Set(
  (
    "this his its us yes as gas bus plus thus news always perhaps diabetes series species lens previous various serious anxious nauseous " +
    "during thing anything something nothing everything morning evening king ring string spring bring sing wing ceiling sibling " +
    "need feed speed seed weed bleed breed indeed red bed hundred shed sacred " +
    "only family early july italy supply apply reply rely belly ally assembly anomaly monopoly imply comply multiply " +
    "business witness harness illness wireless address process access success less unless across loss pass class glass mess press stress guess cross miss boss dress grass " +
    "status virus bonus campus focus basis crisis analysis diagnosis asthma physics mathematics maths whereas apparatus thrombosis sepsis arthritis"
  ).split(" "),
);

const STEM_OF_FORM: ReadonlyMap<string, string> = new Map(
  Object.entries(IRREGULAR_FORMS).flatMap(([word, forms]) =>
    forms.split(" ").map((form): readonly [string, string] => [form, word]),
  ),
);

/** Shorter words are left as they are: an ending of theirs is rarely one. */
const STEMMED_LENGTH_MIN = 4;
const DOUBLED = /([bdfgmnprt])\1$/;
const VOWEL = /[aeiouy]/;
const PLAIN_WORD = /^[a-z]+$/;

/**
 * The stem that the forms of an English word share ("hurts", "hurting" and "hurt"; "began" and "beginning"). Light and deterministic; a stem
 * is a key to compare, not always a word. Words with other characters than a-z come back unchanged.
 */
export function stemWord(word: string): string {
  const irregular = STEM_OF_FORM.get(word);
  if (irregular !== undefined) {
    return dropFinalE(irregular);
  }
  if (word.length < STEMMED_LENGTH_MIN || UNCHANGED.has(word) || !PLAIN_WORD.test(word)) {
    return word;
  }
  return dropFinalE(dropAdverbEnding(dropVerbEnding(dropPlural(word))));
}

function dropPlural(word: string): string {
  if (word.endsWith("ies") && word.length > 4) {
    return `${word.slice(0, -3)}y`;
  }
  if (/(?:ss|us|is)$/.test(word)) {
    return word;
  }
  if (/(?:sses|shes|ches|xes|zzes)$/.test(word)) {
    return word.slice(0, -2);
  }
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

function dropVerbEnding(word: string): string {
  if (UNCHANGED.has(word)) {
    return word;
  }
  if (word.endsWith("ied") && word.length > 4) {
    return `${word.slice(0, -3)}y`;
  }
  for (const ending of ["ing", "ed"]) {
    const base = word.slice(0, -ending.length);
    if (word.endsWith(ending) && base.length >= 2 && VOWEL.test(base)) {
      return DOUBLED.test(base) && base.length > 3 ? base.slice(0, -1) : base;
    }
  }
  return word;
}

function dropAdverbEnding(word: string): string {
  if (UNCHANGED.has(word)) {
    return word;
  }
  if (word.endsWith("ily") && word.length > 6) {
    return `${word.slice(0, -3)}y`;
  }
  if (word.endsWith("ly") && word.length > 5) {
    return word.slice(0, -2);
  }
  return word.endsWith("ness") && word.length > 7 ? word.slice(0, -4) : word;
}

function dropFinalE(word: string): string {
  return word.endsWith("e") && word.length > 3 ? word.slice(0, -1) : word;
}
