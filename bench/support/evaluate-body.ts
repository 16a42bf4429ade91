/** What a request of the benchmark asks. */
export interface EvaluateShape {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  /** One: POST /evaluate; more: POST /batch/evaluate. */
  readonly items: number;
  /** Of each item's answer. */
  readonly words: number;
}

const MARK = "@@@@@@@@@@@@";
const WORDS =
  "the report shows that most of our customers answer within two days while some of them need a week because their addresses have changed since the last order was placed and nobody told the office about it";
const LINES_OF_WORDS = 60;

/** Where a request of that shape goes. */
export function evaluatePath({ items }: EvaluateShape): string {
  return items === 1 ? "/api/v1/evaluate" : "/api/v1/batch/evaluate";
}

/** A body that says something new every time it is sent: a score that was kept from the last time would be of no use. */
export class EvaluateBody {
  readonly bytes: Buffer;
  readonly #places: readonly number[];

  constructor(shape: EvaluateShape) {
    const { collectionSlug: collection_slug, scenarioSlug: scenario_slug } = shape;
    const items = Array.from({ length: shape.items }, (_, index) => ({
      ...(shape.items === 1 ? {} : { id: `item-${index}` }),
      collection_slug,
      scenario_slug,
      messages: [
        { role: "user", content: "How long do customers take to answer us, and why do some of them take longer?" },
        { role: "assistant", content: composeAnswer(shape.words, index) },
      ],
    }));
    this.bytes = Buffer.from(JSON.stringify(shape.items === 1 ? items[0] : { items }));
    const places: number[] = [];
    for (let place = this.bytes.indexOf(MARK); place !== -1; place = this.bytes.indexOf(MARK, place + MARK.length)) {
      places.push(place);
    }
    this.#places = places;
  }

  /** Writes a number, different from one request to the next, into every item. */
  renew(number: number): void {
    const digits = String(number).padStart(MARK.length, "0");
    for (const place of this.#places) {
      this.bytes.write(digits, place, "latin1");
    }
  }
}

/** Sentences of ordinary words in paragraphs behind a mark, beginning somewhere else for every item. */
export function composeAnswer(words: number, index: number): string {
  const all = WORDS.split(" ");
  const chosen = Array.from(
    { length: words - 1 },
    (_, position) => all[(index * 7 + position * (1 + (index % 3))) % all.length] ?? "",
  );
  const lines: string[] = [];
  for (let start = 0; start < chosen.length; start += LINES_OF_WORDS) {
    const [first = "", ...rest] = chosen.slice(start, start + LINES_OF_WORDS);
    lines.push(`${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(" ")}.`);
  }
  return `${MARK} ${lines.join("\n\n")}`;
}
