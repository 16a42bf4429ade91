import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PLAIN_ENGINE_TOOLS } from "../../test/doubles/engine-tools.ts";
import { advanceEpisode } from "../domain/persona/advance-episode.ts";
import { createPersonaEngine } from "../domain/persona/persona-engine.ts";
import { readMessage } from "../domain/persona/read-message.ts";
import { startEpisode } from "../domain/persona/start-episode.ts";
import type { Scenario } from "../domain/scenarios/scenario.ts";
import { findCollectionFolders, readCollection } from "../scenario-files/read-collection.ts";
import { shippedEngineTools } from "../shipped-engine-tools.ts";

const SEED = 1;
const SCENARIOS = new Map(
  findCollectionFolders(fileURLToPath(new URL("../../scenarios", import.meta.url))).flatMap((folder) => {
    const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
    return reading.ok
      ? [...reading.collection.scenarios.values()].map((scenario) => [scenario.public.slug, scenario] as const)
      : [];
  }),
);

/** Every decision of the scenario taken in the first message: how the episode ends, and which minefields are hit. */
function decideAtOnce(scenario: Scenario) {
  const decisions = scenario.public.tools.flatMap((tool) =>
    tool.type === "decision" ? tool.options.map((option) => ({ name: tool.id, input: { value: option } })) : [],
  );
  // Nothing is asked, so the engine needs no topics, which take the time.
  const engine = createPersonaEngine({ ...scenario, private: { ...scenario.private, topics: [] } }, PLAIN_ENGINE_TOOLS);
  return decisions.map((call) => {
    const { state } = advanceEpisode(engine, SEED, scenario.public.maxTurns, startEpisode(scenario, SEED).state, {
      message: "That is all there is to say.",
      toolCalls: [call],
    });
    return {
      decision: `${scenario.public.slug}: ${call.input.value}`,
      outcome: state.ending?.outcome ?? "",
      minefields: [...state.minefields.keys()],
    };
  });
}

describe("the scenarios that ship", () => {
  it("end what stands before a line that is said again with a stop, for the line begins with a capital", () => {
    const unfinished = [...SCENARIOS.values()].flatMap((scenario) =>
      scenario.private.lines.alreadySaid.filter((line) => line.endsWith(",")).map((line) => `${scenario.public.slug}: ${line}`),
    );
    expect(unfinished).toEqual([]);
  });

  it("never call a case solved that was decided blind", () => {
    const decisions = [...SCENARIOS.values()].flatMap(decideAtOnce);
    const blind = decisions.filter(({ minefields }) => minefields.some((id) => id.endsWith("_blind")));
    expect(blind.length).toBeGreaterThan(100);
    expect(blind.filter(({ outcome }) => /^(solved|solved_cautiously|mitigated|protected)$/u.test(outcome))).toEqual([]);
  });
});

/** What the sentence raises in the scenario, the shipped word vectors at hand. */
function raisedIn(slug: string): (sentence: string) => readonly string[] {
  const scenario = SCENARIOS.get(slug);
  if (!scenario) {
    throw new Error(`no scenario ${slug}`);
  }
  const { topics } = createPersonaEngine(scenario, shippedEngineTools());
  return (sentence) => readMessage(sentence, false, topics, 2, []).raised;
}

describe("the shipped topics", () => {
  it.each([
    ["cancelling-two-seats", "reason", ["Why do you want to cancel?", "Can you tell me the reason you want to cancel?"]],
    [
      "cancelling-two-seats",
      "desired_outcome",
      ["Would you still like to travel yourself?", "Would you like to keep your own seat?"],
    ],
    ["payment-on-hold", "payment_purpose", ["Who is the money going to?", "Whose account is it going to?", "What is it for?"]],
    [
      "payment-on-hold",
      "suspicious_contact",
      ["Did somebody contact you about this payment?", "Did they tell you not to talk to us?"],
    ],
    ["payment-on-hold", "confidant", ["Have you checked with your family about this?"]],
    ["payments-are-slow", "data_safety", ["What happens if we fail over?"]],
    ["payments-are-slow", "load", ["What's running on the primary?"]],
    ["payments-are-slow", "runbook", ["What does the runbook say?"]],
    ["payments-are-slow", "blameless", ["None of this is your fault.", "It's nobody's fault."]],
    ["collision-at-the-junction", "needs", ["How are you coping?", "How are you holding up?"]],
    ["useful-source", "gives_away", ["Write this down: it is useful."]],
    ["feverish-toddler", "nerves", ["Does his neck seem stiff, or does light bother him?"]],
    ["machines-nobody-ordered", "recent_changes", ["Was the key ever committed to a public repo?"]],
    ["flagged-essay", "learnt_before", ["How was it at your school back home?"]],
    ["lower-back-pain", "saddle", ["Any numbness between the legs?"]],
    ["missing-invoices", "shared_access", ["Did you let somebody go?"]],
    ["month-end-invoices", "data_safety", ["How far did the first run get?", "How many customers were charged twice?"]],
    ["adding-fractions", "gives_away", ["You need a common denominator of six."]],
    ["always-tired", "minimising", ["Pull yourself together, man."]],
    ["rings-from-the-bureau", "accusation", ["Did you make this up?", "Are you sure you didn't stage it?"]],
  ])("in %s hear %s", (slug, topicId, sentences) => {
    const raised = raisedIn(slug);
    expect(sentences.filter((sentence) => !raised(sentence).includes(topicId))).toEqual([]);
  });

  it.each([
    ["collision-at-the-junction", "needs", ["Good morning Mr Ashdown, how are you?", "Hello, how are you doing?"]],
    ["payments-are-slow", "fault", ["None of this is your fault.", "I don't think it is your fault."]],
    ["video-calls-freezing", "symptom", ["What lights are showing on the router?"]],
    ["ward-sign-ins", "deadline", ["What time do the servers show?"]],
    ["useful-source", "tells_answer", ["I'd rather not write it for you.", "I'm not going to tell you the answer."]],
    ["adding-fractions", "gives_away", ["You've found the common denominator all by yourself."]],
    ["always-tired", "minimising", ["I'm not going to tell you to pull yourself together."]],
    ["chest-tightness", "aspirin_advice", ["I won't ask you to take an aspirin."]],
    ["tingling-hand", "antiinflammatory_advice", ["I would not recommend ibuprofen for you."]],
    ["rings-from-the-bureau", "accusation", ["You are not a suspect.", "I never said you lied."]],
  ])("in %s do not hear %s where it is not meant", (slug, topicId, sentences) => {
    const raised = raisedIn(slug);
    expect(sentences.filter((sentence) => raised(sentence).includes(topicId))).toEqual([]);
  });
});
