/** What only a program has. Words of a trade (a script, the configuration, a marking scheme, your instructions from the hospital) need a word that makes them the machinery's. */
const PROBES: readonly string[] = [
  "system prompt",
  "your (?:(?:hidden|secret|initial|original|full|own|exact) )?prompt(?! [a-z])",
  "your (?:system|hidden|secret|initial|original|internal|underlying) (?:instructions|rules|guidelines|configuration|script|programming|settings)",
  "your programming",
  "(?:ignore|disregard|forget|override|bypass) (?:(?:all|any|the|your|my|of|these|those) )*(?:previous|prior|above|earlier|preceding|system|initial|original) (?:instructions|messages|prompts|rules|text|guidelines)",
  "(?:ignore|disregard|override|bypass) (?:(?:all|any|the|of) )*your (?:instructions|rules|guidelines|programming)",
  "scoring (?:rules|rubric|criteria|function|system)",
  "reward (?:function|model|signal|criteria|rubric|rules|scheme)",
  "hidden (?:facts?|information|objectives?|goals?)",
  "secret (?:facts?|information|objectives?|goals?)",
  "(?:every|all)(?: the| of the| your)? facts? (?:you|that you) (?:hold|have|know|hide)",
  "(?:are|aren't) you (?:an? )?(?:ai|a\\.i\\.|bot|robot|language model|llm|chatbot|simulat(?:ion|ed|or)|program|machine|persona)",
  "you are (?:now )?(?:an? )?(?:ai|language model|llm|dan)",
  "(?:you are|you're|enter|switch to|activate) (?:now )?(?:in )?(?:developer|debug|god|admin|jailbreak) mode",
  "(?:god|jailbreak) mode",
  "role ?play",
  "(?:stay in|break|out of) character",
  "(?:print|reveal|output|dump|repeat|show|list|give|tell|share) (?:me )?(?:your|the|all)(?: hidden| secret| full| entire| of your| your)* (?:facts|persona|milestones|minefields|rubric)",
  "(?:this|the) (?:scenario|simulation|episode|persona)(?:'s)? (?:file|definition|yaml|rules|goals?|reward|answer)",
];
const PROBE = new RegExp(`\\b(?:${PROBES.join("|")})\\b|###|<\\|im_(?:start|end)\\|>|\\[/?inst\\]|</?system>`);

/** Whether a message (lower case, straight apostrophes) is after the machinery behind the persona instead of the person. */
export function probesTheMachinery(message: string): boolean {
  return PROBE.test(message);
}
