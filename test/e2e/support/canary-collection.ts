import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Draws canaries: words that occur nowhere else, one for each private place. */
class CanaryBook {
  /** In lines that the persona may say. */
  readonly spoken: string[] = [];
  /** In all that nobody may ever see. */
  readonly secret: string[] = [];

  speak(place: string): string {
    return this.#draw(place, this.spoken);
  }

  hide(place: string): string {
    return this.#draw(place, this.secret);
  }

  #draw(place: string, list: string[]): string {
    const number = this.spoken.length + this.secret.length;
    // The letter at the end keeps one from being the beginning of another.
    const canary = `zq${place}${number}k`;
    list.push(canary);
    return canary;
  }
}

export interface CanaryCollection {
  readonly scenariosFolder: string;
  /** What the persona may say when it is asked for it, and nobody else ever. */
  readonly spoken: readonly string[];
  /** What may appear nowhere at all. */
  readonly secret: readonly string[];
  /** Breaks the scenario's file in one of several ways, each with private text at the broken place. Returns how many ways there are. */
  readonly breakages: readonly (() => void)[];
  /** Makes the file good again. */
  mend(): void;
}

/** Never true in an episode of twelve turns. */
const NEVER = { turn: { gte: 49 } };
export const CANARY_COLLECTION = "canary-house";
export const CANARY_SCENARIO = "quiet-guest";

/** Writes a collection whose every private text and id is a canary. Its public half is plain. */
export function writeCanaryCollection(scenariosFolder: string): CanaryCollection {
  const book = new CanaryBook();
  const folder = join(scenariosFolder, CANARY_COLLECTION);
  const scenarioFile = join(folder, `${CANARY_SCENARIO}.yaml`);
  const ids = {
    meter: book.hide("meter"),
    tea: book.hide("topic"),
    hours: book.hide("topic"),
    cellar: book.hide("topic"),
    garden: book.hide("topic"),
    nothing: book.hide("topic"),
    fact: book.hide("fact"),
    milestone: book.hide("milestone"),
    minefield: book.hide("minefield"),
  };
  const collection = collectionOf(book, ids);
  const scenario = scenarioOf(book, ids);
  // JSON is YAML.
  const write = (file: string, value: object) => writeFileSync(file, JSON.stringify(value, null, 2));
  mkdirSync(folder, { recursive: true });
  write(join(folder, "collection.yaml"), collection);
  const mend = () => write(scenarioFile, scenario);
  mend();
  const withPrivate = (changes: object) => write(scenarioFile, { ...scenario, private: { ...scenario.private, ...changes } });
  return {
    scenariosFolder,
    spoken: book.spoken,
    secret: book.secret,
    breakages: [
      () =>
        withPrivate({
          facts: [{ id: ids.fact, topic: book.hide("lost"), key_tokens: [book.hide("token")], say: [book.hide("say")] }],
        }),
      () => withPrivate({ milestones: [{ id: ids.milestone, when: { fact: `${ids.fact.slice(0, 6)}unknown` } }] }),
      () => withPrivate({ [book.hide("key")]: book.hide("value") }),
      () => withPrivate({ topics: { [ids.tea]: { description: 7, examples: [] } } }),
      () =>
        withPrivate({
          minefields: [
            { id: ids.minefield, when: { [book.hide("condition")]: book.hide("operand") }, severity: book.hide("severity") },
          ],
        }),
      () => withPrivate({ facts: [scenario.private.facts[0], scenario.private.facts[0]] }),
      () =>
        withPrivate({
          judge: {
            criteria: [{ id: book.hide("criterion"), dimension: "D9_Nowhere", text: `Is so, ${book.hide("wish")}.`, points: 1 }],
          },
        }),
      () =>
        writeFileSync(
          scenarioFile,
          `private:\n  facts: [ {id: ${ids.fact}, say: ["${book.hide("say")}"\n  ${book.hide("syntax")}: &a : *${book.hide("alias")}\n`,
        ),
    ],
    mend,
  };
}

type Ids = Readonly<
  Record<"meter" | "tea" | "hours" | "cellar" | "garden" | "nothing" | "fact" | "milestone" | "minefield", string>
>;

function collectionOf(book: CanaryBook, ids: Ids) {
  const line = (place: string) => [`Well, ${book.speak(place)} it is.`, `Perhaps ${book.speak(place)} then.`];
  return {
    schema: "folkmoot-collection/v1",
    slug: CANARY_COLLECTION,
    public: {
      title: "Canary house",
      description: "A host talks to a guest.",
      language: "en",
      dimensions: {
        D1_Discovery: { title: "Discovery", description: "Finds out what matters." },
        D2_Progress: { title: "Progress", description: "Comes nearer to the goal." },
        D3_Manner: { title: "Manner", description: "Is kind." },
        D4_Decision: { title: "Decision", description: "Decides well." },
        D5_Note: { title: "Note", description: "Leaves a note." },
      },
    },
    private: {
      scoring: {
        dimensions: {
          D1_Discovery: { scorer: "discovery", weight: 0.4 },
          D2_Progress: { scorer: "milestones", weight: 0.2 },
          D3_Manner: { scorer: "practices", weight: 0.2 },
          D4_Decision: { scorer: "decision", weight: 0.1, needs: "D1_Discovery" },
          D5_Note: { scorer: "artifact", weight: 0.1 },
        },
        practices: [{ id: book.hide("practice"), when: { act: "empathy" }, points: 2 }],
      },
      meters: { [ids.meter]: { start: 5, min: 0, max: 9 } },
      acts: { empathy: { effects: { [ids.meter]: 1 }, max_times: 2 } },
      lexicon: [[book.hide("lexicon"), book.hide("lexicon")]],
      topics: {
        [ids.nothing]: {
          description: `About the weather. ${book.hide("description")}`,
          examples: [`How is the weather ${book.hide("example")}?`],
          phrases: ["the weather", book.hide("phrase")],
          not: [book.hide("not")],
          otherwise: line("otherwise"),
        },
      },
      lines: {
        fallback: line("fallback"),
        dont_know: line("dontknow"),
        already_said: line("alreadysaid"),
        deflect: line("deflect"),
        meta_probe: line("metaprobe"),
        overload: line("overload"),
        silence: line("silence"),
        acknowledge: line("acknowledge"),
        greeting: line("greeting"),
        goodbye: line("goodbye"),
      },
    },
  };
}

function scenarioOf(book: CanaryBook, ids: Ids) {
  const topic = (phrase: string, listens = "question") => ({
    description: `About ${phrase}. ${book.hide("description")}`,
    listens,
    examples: [`What about ${phrase} ${book.hide("example")}?`, `Tell me of ${phrase} or ${book.hide("example")}.`],
    phrases: [phrase, `${book.hide("phrase")} indeed`],
    not: [book.hide("not")],
    otherwise: [`No idea, ${book.speak("otherwise")}.`],
    effects: { [ids.meter]: 1 },
  });
  const secondFact = book.hide("fact");
  return {
    schema: "folkmoot-scenario/v1",
    slug: CANARY_SCENARIO,
    version: 1,
    public: {
      title: "The quiet guest",
      difficulty: 1,
      tags: ["short"],
      split: "train",
      max_turns: 12,
      policy_brief: "You are a host. Find out what your guest wants, leave a slip and serve.",
      opening: ["Good evening.", "Evening."],
      tools: [
        {
          id: "serve",
          type: "decision",
          mode: "options",
          name: "Serve",
          description: "What is served. Ends the visit.",
          options: ["green", "black"],
        },
        {
          id: "slip",
          type: "artifact",
          mode: "json_schema",
          name: "Slip",
          description: "A note for the kitchen.",
          json_schema: {
            type: "object",
            required: ["text"],
            properties: { text: { type: "string", maxLength: 200 }, table: { type: "string" } },
          },
        },
      ],
    },
    private: {
      persona: { name: book.hide("name"), style: book.hide("style"), knowledge: book.hide("knowledge") },
      topics: {
        [ids.tea]: topic("favourite tea"),
        [ids.hours]: topic("closing time"),
        [ids.cellar]: topic("the cellar"),
        [ids.garden]: topic("the garden"),
      },
      answers: { [ids.nothing]: [`It rains, ${book.speak("answer")}.`] },
      facts: [
        {
          id: ids.fact,
          topic: ids.tea,
          key_tokens: [book.hide("token")],
          say: [`Green, ${book.speak("say")}.`, `The green one, ${book.speak("say")}.`],
          deflect: [book.hide("deflect")],
        },
        {
          id: secondFact,
          topic: ids.hours,
          reveal: "volunteers",
          requires: [ids.fact],
          key_tokens: [book.hide("token")],
          say: [`I leave at nine, ${book.speak("say")}.`],
          deflect: [`Not yet, ${book.speak("deflect")}.`],
        },
        {
          id: book.hide("fact"),
          topic: ids.cellar,
          when: NEVER,
          key_tokens: [book.hide("token")],
          say: [`Never said, ${book.hide("say")}.`],
          deflect: [`Not that, ${book.speak("deflect")}.`],
        },
        {
          id: book.hide("fact"),
          topic: ids.garden,
          when: { all: [NEVER, { meter: ids.meter, gte: 3 }] },
          key_tokens: [book.hide("token")],
          say: [`Never said either, ${book.hide("say")}.`],
          deflect: [`No, ${book.hide("deflect")}.`],
          hint: { when: { turn: { gte: 1 } }, say: [`Something grows there, ${book.speak("hint")}.`] },
        },
      ],
      agenda: [
        { id: book.hide("agenda"), when: { turn: { gte: 3 } }, say: [`By the way, ${book.speak("agenda")}.`] },
        { id: book.hide("agenda"), when: NEVER, say: [`Never brought up, ${book.hide("agenda")}.`] },
      ],
      milestones: [
        { id: ids.milestone, when: { fact: ids.fact } },
        { id: book.hide("milestone"), when: { raised: ids.cellar, times: 2 }, after: [ids.milestone] },
      ],
      minefields: [
        { id: ids.minefield, when: { act: "blame" }, severity: "minor" },
        { id: book.hide("minefield"), when: NEVER, severity: "critical" },
      ],
      end: [
        {
          id: book.hide("end"),
          when: { tool: "serve" },
          reason: "completed",
          outcome: "solved",
          say: [`Thank you, ${book.speak("end")}.`],
        },
        {
          id: book.hide("end"),
          when: NEVER,
          reason: "error",
          outcome: book.hide("outcome"),
          say: [`Never ended so, ${book.hide("end")}.`],
        },
      ],
      scoring: {
        decision: { tool: "serve", credits: { green: 1, black: 0.25 } },
        artifact: {
          tool: "slip",
          fields: [
            { field: "text", points: 1, mentions: [[book.hide("mention"), book.hide("mention")], [book.hide("mention")]] },
            { field: "table", points: 1, equals: book.hide("equals") },
          ],
        },
        practices: [{ id: book.hide("practice"), when: { raised: ids.tea }, points: 1 }],
      },
      judge: {
        criteria: [
          { id: book.hide("criterion"), dimension: "D3_Manner", text: `Is hospitable, ${book.hide("wish")}.`, points: 3 },
        ],
      },
    },
    tests: [
      {
        name: `An expert, ${book.hide("test")}`,
        oracle: true,
        turns: [{ policy: `What about your favourite tea, ${book.hide("test")}?`, expect: { disclosed: [ids.fact] } }],
      },
    ],
  };
}
