/** What can be hard for a person, as one would say it to them. */
const FEELINGS =
  "hard|tough|difficult|frustrating|horrendous|horrid|gutting|gutted|hurtful|humiliating|a relief|an ordeal|a struggle|a strain|frightening|frightened|scary|scared|painful|sore|in pain|stressful|stressed|upsetting|upset|awful|worrying|worried|exhausting|exhausted|rough|miserable|unpleasant|unsettling|annoying|annoyed|overwhelming|overwhelmed|confusing|confused|terrible|horrible|dreadful|distressing|uncomfortable|alarming|tiring|tired|tiresome|nerve-racking|nerve-wracking|disheartening|disappointing|disappointed|rotten|maddening|infuriating|lonely|embarrassing|embarrassed|a lot|a shock|a blow|a nightmare|anxious|draining|heartbreaking|devastating|shocking|a worry|no fun|not easy|hurts";

/** What "your" may stand before without being felt by anybody. */
const OUR_BUSINESS = "(?:claim|request|application|order|refund|appeal|card|policy|account|payment)\\b";
/** What another may be understood in. */
const STATES =
  "(?:frustrations?|concerns?|worry|worries|anger|fears?|pain|point|position|situation|disappointment|distress|hesitation|reluctance|feelings?|anxiety|impatience|hurry|urgency|caution|doubts?|grief|loss|embarrassment|nerves|confusion|annoyance|trouble|difficulty)";

const PATTERNS: readonly RegExp[] = [
  // "I'm sorry" with what the person goes through; without it, for a delay or a mistake of ours, or with bad news, it is an apology.
  new RegExp(
    `\\b(?:i'm|i am|we're|we are) (?:(?:so|very|really|truly|terribly|awfully|also|just) ){0,2}sorry(?:,? (?:(?:that )?(?:your(?! ${OUR_BUSINESS})|you|you're|you've|it|it's|this|he|she|they)|to hear|that(?! your)|this is happening|for (?:your|what|all|everything))\\b|,? about (?!the (?:delay|wait|confusion|mix-up|inconvenience|mistake|trouble|error))|[,.!]? (?:that|it|this) (?:must|sounds|looks|is|was)\\b)`,
  ),
  /^(?:(?:oh|oh no|oh dear|ah|gosh)[,.]? )?(?:(?:so|very|really|terribly|awfully) )?sorry (?:to hear|you(?:'ve| have| had|'re| are)|you went|for your loss|for what)\b/,
  new RegExp(
    `\\b(?:that|it|this|you|things|everything|which|what you(?:'re| are) (?:describing|going through)) (?:must|sounds?|looks?|seems?|would be|has to|can't|cannot|does sound|does look)(?: [a-z']+){0,4} (?:${FEELINGS})\\b`,
  ),
  new RegExp(`\\b(?:sounds|looks) (?:(?:really|very|so|quite|incredibly|pretty|rather) )?(?:${FEELINGS}|like a lot)\\b`),
  new RegExp(
    `\\b(?:how|what a|so|really|very) (?:[a-z']+ )?(?:${FEELINGS})(?: (?:this|that|it|these|for you|time|day|night|week)\\b|[.!])`,
  ),
  new RegExp(
    `^(?:(?:oh|gosh|god|goodness|my word)[,.]? )?(?:that|it|this)(?:'s| is| was) (?:(?:just|so|really|very|absolutely|quite) ){0,2}(?:${FEELINGS})[.!]?$`,
  ),
  /\b(?:that|it|this) (?:can't|cannot|can not|couldn't|could not|won't|will not) (?:be|have been) (?:(?:very|at all|so) )?(?:easy|nice|pleasant|fun|comfortable|good)\b/,
  /\bno wonder (?:you|it|that|this|he|she|they)\b|\bwhat (?:an (?:ordeal|awful|unpleasant|upsetting|exhausting)|a (?:shame|pity|horrible|terrible|dreadful|frightening|rotten|miserable|shock|day|night|week|time you))\b/,
  new RegExp(
    `\\bi (?:(?:can|do|could|completely|totally|fully|really|quite|only|certainly) ){0,2}(?:(?:understand|imagine|see|hear|appreciate|know) (?:how|that you(?!(?:'re| are) lying)|that this|that it|why|what you|your ${STATES}|this is|it's|it is|this must|it must)|(?:understand|imagine|appreciate) (?:you're|you are|that was|that must|that would))\\b`,
  ),
  new RegExp(
    `\\bi (?:know|can tell|can see|see|hear) (?:that )?you(?:'re| are) (?:(?:very|so|really|in|under|quite|rather) )?(?:${FEELINGS}|pain|pressure|busy|cross|angry|doing)\\b`,
  ),
  /^(?:(?:yes|of course|okay|ok|oh)[,.]? )?i (?:(?:completely|totally|fully|really|quite|do|absolutely|entirely) ){1,2}(?:understand|sympathise|sympathize)[.!]?$/,
  /\b(?:there's|there is) nothing to (?:be (?:embarrassed|ashamed|sorry)|feel (?:bad|guilty|silly|embarrassed))|\b(?:don't|do not|no need to|you needn't|please don't) (?:apologi[sz]e|be (?:embarrassed|ashamed|afraid|scared)|feel (?:bad|guilty|silly))\b|\bnobody is (?:cross|angry|judging)\b/,
  /\b(?:none|nothing) of (?:this|that|it) (?:is|was) your fault\b|\b(?:this|that|it)(?:'s not| is not| isn't| was not| wasn't) (?:all )?your fault\b|\bhow could you have known\b/,
  /\b(?:take your time|no rush|there's no hurry|in your own time|at your own pace)\b/,
  /\byou(?:'re| are|'ve| have| were|'d) (?:not alone|doing (?:well|great|fine|really well|the right thing|your best)|in good hands|right to|been through|done (?:well|the right|exactly|nothing wrong)|every right|brave|not (?:silly|wasting|to blame|in trouble|being))/,
  /\b(?:it's|it is|it isn't|that's|that is|that isn't|this is|there's|there is) (?:(?:completely|totally|perfectly|very|entirely|quite|only|absolutely|not|nothing) ){0,2}(?:understandable|(?<!not )normal to|natural to|okay to|ok to|all right to|reasonable|human|silly|shame|nothing to be ashamed|to be ashamed|your fault that|a good question|a great question|a fair question)\b/,
  /\b(?:anyone|anybody|most people|everyone|i'd|i would) (?:would|in your|might|feels?|be)(?: [a-z']+){0,3} (?:scared|worried|upset|frightened|angry|anxious|frustrated|annoyed|tired|the same|shaken|confused)\b/,
  /\b(?:thank you|thanks|i'm grateful|i am grateful)(?: so much| very much)? for (?:telling|sharing|trusting|being (?:honest|open|so|straight|frank)|your (?:honesty|openness|patience|trust)|talking|explaining|letting me know|saying)\b/,
  /\bi (?:really |do )?appreciate (?:you|your|that you)\b/,
  /\b(?:good|great|nice|excellent|lovely|clever|careful) (?:thinking|effort|work|catch|call|instinct|question|start|try|attempt|point|idea|observation|spot|progress|reasoning)\b/,
  /\b(?:well done|you did (?:well|great|(?:exactly |absolutely )?the right thing|everything|nothing wrong)|keep going|you've got this|bless you|poor (?:you|thing)|i'm here (?:for you|with you)|i believe you|i'm listening|ouch|oh dear|oh no)\b/,
];

/** Whether a sentence (lower case, straight apostrophes) shows that the speaker takes in how the other feels, or values their effort. */
export function showsEmpathy(sentence: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(sentence));
}
