import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const TEA_HOUSE = "tea-house";
export const TEA_SCENARIO = "evening-guest";

/** What a test changes in the scenario. */
export interface TeaEdition {
  readonly version: number;
  readonly opening: string;
  /** Answer to "What about your favourite tea?". */
  readonly favourite: string;
  /** Answer to "What about closing time?". */
  readonly closing: string;
}

/** Writes a small, good collection, or a new edition of it. */
export function writeTeaHouse(scenariosFolder: string, edition: TeaEdition): void {
  const folder = join(scenariosFolder, TEA_HOUSE);
  mkdirSync(folder, { recursive: true });
  // JSON is YAML. Written only once, so that an edition is one change of one file.
  writeFileSync(join(folder, "collection.yaml"), JSON.stringify(COLLECTION, null, 2));
  writeFileSync(teaScenarioFile(scenariosFolder), JSON.stringify(scenarioOf(edition), null, 2));
}

export function teaScenarioFile(scenariosFolder: string): string {
  return join(scenariosFolder, TEA_HOUSE, `${TEA_SCENARIO}.yaml`);
}

const LINES = ["Well.", "Hm.", "I see."];
const COLLECTION = {
  schema: "folkmoot-collection/v1",
  slug: TEA_HOUSE,
  public: {
    title: "Tea house",
    description: "A host serves a guest.",
    language: "en",
    dimensions: { D1_Discovery: { title: "Discovery", description: "Finds out what the guest wants." } },
  },
  private: {
    scoring: { dimensions: { D1_Discovery: { scorer: "discovery", weight: 1 } } },
    lines: {
      fallback: LINES,
      dont_know: LINES,
      already_said: LINES,
      deflect: LINES,
      meta_probe: LINES,
      overload: LINES,
      silence: LINES,
      acknowledge: LINES,
      greeting: LINES,
      goodbye: LINES,
    },
  },
};

function scenarioOf({ version, opening, favourite, closing }: TeaEdition) {
  const topic = (phrase: string) => ({
    description: `About ${phrase}.`,
    examples: [`What about ${phrase}?`, `Tell me of ${phrase}.`],
    phrases: [phrase],
  });
  return {
    schema: "folkmoot-scenario/v1",
    slug: TEA_SCENARIO,
    version,
    public: {
      title: "The evening guest",
      difficulty: 1,
      split: "train",
      max_turns: 6,
      policy_brief: "You are a host. Find out what your guest wants.",
      opening: [opening],
    },
    private: {
      persona: { name: "Kim", style: "terse", knowledge: "layperson" },
      topics: { tea: topic("favourite tea"), hours: topic("closing time") },
      facts: [
        { id: "likes", topic: "tea", key_tokens: ["leaves"], say: [favourite] },
        { id: "leaves_at", topic: "hours", key_tokens: ["hour"], say: [closing] },
      ],
      end: [{ id: "kindly", when: { act: "empathy", times: 99 }, reason: "completed", outcome: "solved" }],
    },
  };
}
