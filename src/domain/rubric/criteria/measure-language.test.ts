import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

const met = (language: string, answer: string) => assessCriterion({ kind: "language", language }, answer).met;

const SAMPLES: readonly (readonly [string, string])[] = [
  ["en", "You should keep the receipt, because we can only refund what was paid with this card."],
  ["de", "Bitte heben Sie den Beleg auf, weil wir nur erstatten können, was mit dieser Karte bezahlt wurde."],
  ["fr", "Gardez le reçu, car nous ne pouvons rembourser que ce qui a été payé avec cette carte."],
  ["es", "Guarde el recibo, porque solo podemos devolver lo que se ha pagado con esta tarjeta."],
  ["it", "Conservi la ricevuta, perché possiamo rimborsare solo quello che è stato pagato con questa carta."],
  ["pt", "Guarde o recibo, porque só podemos devolver o que foi pago com este cartão, como já disse."],
  ["nl", "Bewaar de bon, want wij kunnen alleen terugbetalen wat met deze kaart is betaald."],
  ["sv", "Spara kvittot, eftersom vi bara kan betala tillbaka det som har betalats med det här kortet."],
  ["pl", "Proszę zachować paragon, ponieważ możemy zwrócić tylko to, co zostało zapłacone tą kartą i nie jest przeterminowane."],
  ["tr", "Fişi saklayın, çünkü biz sadece bu kart ile ödenen ve henüz iade edilmemiş olan bir tutarı geri verebiliriz."],
  ["ru", "Сохраните чек, потому что мы можем вернуть только то, что было оплачено этой картой."],
  ["uk", "Збережіть чек, бо ми можемо повернути лише те, що було сплачено цією карткою."],
  ["el", "Κρατήστε την απόδειξη, γιατί μπορούμε να επιστρέψουμε μόνο ό,τι πληρώθηκε με αυτή την κάρτα."],
  ["ja", "領収書を保管してください。このカードで支払われた分だけ返金できます。"],
  ["zh", "请保留收据，因为我们只能退还用这张卡支付的款项。"],
  ["ko", "영수증을 보관하세요. 이 카드로 결제한 금액만 환불할 수 있습니다."],
  ["ar", "احتفظ بالإيصال لأننا لا نستطيع أن نرد إلا ما دفع بهذه البطاقة."],
  ["he", "שמור את הקבלה כי אנחנו יכולים להחזיר רק את מה ששולם בכרטיס הזה."],
  ["hi", "रसीद संभाल कर रखें क्योंकि हम केवल वही लौटा सकते हैं जो इस कार्ड से चुकाया गया है।"],
  ["th", "โปรดเก็บใบเสร็จไว้เพราะเราคืนเงินได้เฉพาะที่จ่ายด้วยบัตรนี้"],
];

describe("the criterion language", () => {
  it.each(SAMPLES)("knows %s, and takes it for no other", (language, text) => {
    expect(met(language, text)).toBe(1);
    expect(SAMPLES.filter(([other]) => other !== language && met(other, text) === 1)).toEqual([]);
  });

  it("reads a long text evenly: what most of it is in counts, not what it begins with", () => {
    const samples = new Map(SAMPLES);
    const text = `${`${samples.get("en")} `.repeat(15)}${`${samples.get("fr")} `.repeat(60)}`;
    expect([met("fr", text), met("en", text)]).toEqual([1, 0]);
  });

  it("reads the prose beside code", () => {
    expect(
      met(
        "fr",
        "Voici la fonction que vous avez demandée, elle est dans le bloc :\n```js\nif (the && of) { for (const is of the) to(it); }\n```",
      ),
    ).toBe(1);
  });

  it("does not guess from a few words, names or numbers", () => {
    expect(met("en", "Hello there!")).toBeNull();
    expect(met("en", "Berlin Paris Madrid Rome Vienna Lisbon Oslo Prague Warsaw")).toBeNull();
    expect(met("ja", "はい")).toBeNull();
    const [seven, eight] = ["the cat is in the old house", "the cat is in the old red house"];
    expect([met("en", seven), met("en", eight)]).toEqual([null, 1]);
    expect(["ошибка сейча", "ошибка сейчас"].map((text) => met("ru", text))).toEqual([null, 1]);
  });

  it("refuses a language that it cannot tell", () => {
    expect(() => met("tlh", "x")).toThrow(/^The language "tlh" cannot be told\. These can \(ISO 639-1\): ar, /);
  });
});
