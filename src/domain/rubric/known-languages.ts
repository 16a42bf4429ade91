/** The commonest words of grammar of each language, as the tokeniser gives them (lower case, English contractions written out). */
const WORDS_OF_LANGUAGE: Readonly<Record<string, string>> = {
  en: "the of and to in a is that it for was on are as with his they at be this from have or by one had not but what all were when we there can an your which their if do will each about how up out them then she many some so these would into has more her two him see could no than been its who now did get may you he my our us should because where why also only over after before between while",
  de: "der die das und ist in den von zu mit sich des auf für nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei kann dieser wenn ich wir ihr ihre diese keine doch was unter dem im sehr hier ihnen mich",
  fr: "le la les de des et est un une du en que qui dans il elle pour pas sur plus par je ne se ce sont au avec son sa ses ou mais nous vous on comme tout cette ces leur été être avoir fait même aux aussi lui très sans peut si entre après dont où c'est qu'il d'un d'une l'on cela deux votre notre ils",
  es: "el la los las de y que en un una por con no su para es se lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos e esto mí antes algunos qué unos yo otro otras otra él tanto son está fue ser del al puede han tiene",
  it: "il lo la gli le di e che è in un una per con non si da come più ma sono anche del della dei delle nel nella al alla alle ai questo questa questi queste essere ha hanno o se suo sua loro quando dove chi molto tra fra dal dalla sul sulla io noi voi era stato ci mi ti può perché così dell'acqua cui ogni tutti due",
  pt: "o a os as de e que em um uma para com não por mais como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas do da dos na no são pode",
  nl: "de het een en van ik te dat die in is je niet zijn op aan met als voor had er maar om hem dan zou of wat mijn men dit zo door over ze zich bij ook tot uit der daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu ge geen omdat iets worden toch al waren veel meer doen toen moet ben zonder kan hun dus alles onder ja werd wezen wordt",
  sv: "och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad över än dig kan sina här ha mot alla under någon eller allt mycket sedan detta också ska blir",
  da: "og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog noget ville jo deres efter ned skulle denne end dette mit også under have dig anden hende mine alt meget sit sine vor mod disse hvis din nogle hos blive mange af kan hvordan",
  no: "og i jeg det at en den til er som på de med han av for ikke der var meg seg men et har om vi min hadde ham hun nå over da fra du ut sin dem oss opp man hans hvor eller hva skal selv her alle vil ble kunne inn når være noe ville jo deres etter ned skulle denne enn dette mitt også under ha deg annen henne alt mye sitt mot disse hvis noen hos bli mange kan hvordan av",
  fi: "ja on ei se että hän oli joka mutta niin kuin ovat tai myös kun sen minä ole hänen jos vain sitä voi nyt mitä olla sekä ne siitä tämä mukaan olen jo kanssa jotka sinä olisi vielä kaikki me tässä koska sitten hyvin he minun siinä ennen jälkeen ollut tämän joten kuitenkin täällä",
  pl: "i w nie na się z do to że jest o jak a ale po co tak za od jego jej czy przez tylko dla są było ten już był może być tego przy ich gdy tym bardzo które który która sobie jako pod mnie oraz bez lub także jeszcze jeśli ze można każdy kiedy więc nas",
  cs: "a v se na je že s z o do i to k ve pro za by ale si po jako jsou byl tak od jeho který jsem nebo co které při už není bylo být až mezi když jen podle jeho jejich aby která před také své ještě může pak tím kde bez",
  tr: "ve bir bu da de için ile çok o ne gibi daha olarak kadar ama en sonra var olan her ben ya mi mı ki şey değil ise diye hem veya biz sen onun olduğu bunu nasıl ancak bütün tüm siz içinde göre bile",
  ro: "și de a în la cu pe nu o un este că din pentru care mai se ce sunt sau dar să au fost prin ca al ale după dacă cum când doar unei unui acest această acestea fi fără între foarte are lui ei toate lor",
  hu: "a az és hogy nem is egy van meg ez de csak már mint még ha volt vagy azt kell el ki ezt fel le minden akkor nagyon lehet lesz én te ő mi ti ők aki ami amely után között által ezért pedig vannak",
  id: "yang dan di untuk dengan tidak ini dari dalam akan pada itu adalah juga ke karena saya ada atau bisa oleh kita anda mereka sebagai lebih sudah seperti dapat telah kami harus satu dia namun hanya secara banyak setelah tersebut",
  vi: "và của là có không được cho trong một các với người này khi những để đã như ra từ đó cũng về rằng vào nhiều bạn sẽ thì phải tôi nhưng nếu mà trên",
};

/** The languages that are told by their function words, in a fixed order. */
export const LATIN_LANGUAGES: readonly string[] = Object.keys(WORDS_OF_LANGUAGE);

/** The languages that have a word among their function words, by their place in that order. */
export const FUNCTION_WORDS: ReadonlyMap<string, readonly number[]> = indexByWord();

/** Scripts that tell a language, alone or with letters that only one of their languages has. The first that holds most letters is the text's. */
export const LANGUAGE_OF_SCRIPT: readonly {
  readonly script: RegExp;
  readonly telling: readonly { readonly letter: RegExp; readonly language: string }[];
  readonly otherwise: string;
}[] = [
  // Japanese is told by its kana before Chinese characters are looked at: both are counted.
  {
    script: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu,
    telling: [{ letter: /[\p{Script=Hiragana}\p{Script=Katakana}]+/gu, language: "ja" }],
    otherwise: "zh",
  },
  { script: /\p{Script=Hangul}+/gu, telling: [], otherwise: "ko" },
  {
    script: /\p{Script=Cyrillic}+/gu,
    telling: [
      { letter: /[іїєґ]+/giu, language: "uk" },
      { letter: /[ыэё]+/giu, language: "ru" },
      { letter: /[ђћљњџј]+/giu, language: "sr" },
      { letter: /[ъ]+/giu, language: "bg" },
    ],
    otherwise: "ru",
  },
  { script: /\p{Script=Greek}+/gu, telling: [], otherwise: "el" },
  {
    script: /\p{Script=Arabic}+/gu,
    telling: [
      { letter: /[ٹڈڑںےھ]+/gu, language: "ur" },
      { letter: /[پچژگ]+/gu, language: "fa" },
    ],
    otherwise: "ar",
  },
  { script: /\p{Script=Hebrew}+/gu, telling: [], otherwise: "he" },
  { script: /\p{Script=Devanagari}+/gu, telling: [{ letter: /[ळ]+/gu, language: "mr" }], otherwise: "hi" },
  { script: /\p{Script=Bengali}+/gu, telling: [], otherwise: "bn" },
  { script: /\p{Script=Tamil}+/gu, telling: [], otherwise: "ta" },
  { script: /\p{Script=Thai}+/gu, telling: [], otherwise: "th" },
];

/** Codes of all languages that can be told. */
export const KNOWN_LANGUAGES: ReadonlySet<string> = new Set([
  ...LATIN_LANGUAGES,
  ...LANGUAGE_OF_SCRIPT.flatMap(({ telling, otherwise }) => [otherwise, ...telling.map(({ language }) => language)]),
]);

function indexByWord(): ReadonlyMap<string, readonly number[]> {
  const languagesOfWord = new Map<string, number[]>();
  for (const [place, language] of LATIN_LANGUAGES.entries()) {
    for (const word of new Set(WORDS_OF_LANGUAGE[language]?.split(" "))) {
      const languages = languagesOfWord.get(word) ?? [];
      languages.push(place);
      languagesOfWord.set(word, languages);
    }
  }
  return languagesOfWord;
}
