import { describe, expect, it } from "vitest";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { findLineFault } from "./find-line-fault.ts";

const base = fixtureScenario();
const scenario = fixtureScenario({
  private: {
    persona: { name: "Dana", style: "grumpy", knowledge: "Has a solicitor." },
    facts: [
      ...base.private.facts,
      {
        id: "pills",
        topicId: "allergies",
        reveal: "when_asked",
        weight: 1,
        requires: [],
        when: null,
        keyTokens: ["ibuprofen", "400 mg"],
        say: ["I take ibuprofen, 400 mg, and it does not help."],
        deflect: [],
        hint: null,
      },
    ],
  },
});
const faultOf = (text: string, wording: string, openedFacts: Readonly<Record<string, number>> = { claim: 0, back: 1 }) =>
  findLineFault({ scenario, text, openedFacts: new Map(Object.entries(openedFacts)) }, wording);

const PILLS = "I take ibuprofen, 400 mg, and it does not help.";
const PILLS_OPEN = { claim: 0, pills: 1 };

describe("a wording in place of the line that was chosen", () => {
  it.each([
    ["It is my lower back.", "It is my lower back."],
    ["It is my lower back.", "Well, my lower back hurts, I think."],
    ["When will I be paid?", "So when will I get my money, then?"],
    ["I understand.", "Right, I see."],
  ])("may say %j as %j", (text, wording) => {
    expect(faultOf(text, wording)).toBeNull();
  });

  it("keeps what a fact tells", () => {
    expect(faultOf(PILLS, "The ibuprofen I take, 400 mg, does not do much.", PILLS_OPEN)).toBeNull();
  });

  it.each([
    ["leaves out a key token", PILLS, "I take some tablets, 400 mg, and it does not help.", "facts"],
    ["leaves out one key token of several", PILLS, "I take ibuprofen, all 400 of it, and it does not help.", "facts"],
    ["changes a number", PILLS, "I take ibuprofen, 600 mg, and it does not help.", "numbers"],
    ["adds a number word", PILLS, "I take ibuprofen, 400 mg, twice, and it does not help.", "numbers"],
    ["turns a denial round", PILLS, "I take ibuprofen, 400 mg, and it does help.", "negation"],
    ["denies what was said", "It is my lower back.", "It is not my lower back.", "facts"],
    ["tells a fact that is hidden", "It is my lower back.", "It is my lower back, from lifting a box.", "facts"],
    ["says a word of a hidden fact", "It is my lower back.", "I lifted it, my lower back hurts.", "secret"],
    ["says a word of the persona's description", "It is my lower back.", "Ask my solicitor about my lower back.", "secret"],
    ["says a word of its manner", "It is my lower back.", "I am grumpy from my lower back.", "secret"],
    ["adds a name", "It is my lower back.", "It is my lower back, says Miller.", "names"],
    ["begins with a name", "It is my lower back.", "Miller says it is my lower back.", "names"],
    ["makes something up", "I understand.", "I see my sister hates rain.", "words"],
    ["asks where nothing was asked", "It is my lower back.", "It is my lower back, you see?", "question"],
    ["asks no more", "When will I be paid?", "I want to be paid.", "question"],
    [
      "is far too long",
      "I understand.",
      "I understand, and I would like to thank you for your help and your patience with me.",
      "length",
    ],
    ["is far too short", "It is my lower back.", "Back.", "length"],
    ["is nothing", "It is my lower back.", "", "length"],
    ["is marked up", "It is my lower back.", "It is my **lower back**.", "form"],
    ["has lines", "It is my lower back.", "It is my\nlower back.", "form"],
    ["links somewhere", "It is my lower back.", "My lower back: http://a.b", "form"],
    ["falls out of character", "It is my lower back.", "As an AI, my lower back.", "form"],
  ] as const)("is refused where it %s", (_case, text, wording, fault) => {
    expect(faultOf(text, wording, text === PILLS ? PILLS_OPEN : undefined)).toBe(fault);
  });

  it("may say a word of a fact once that is open", () => {
    const wording = "I lifted it, my lower back hurts.";
    expect(faultOf("It is my lower back.", wording, { back: 1, box: 1 })).toBeNull();
  });
});
