/** Who is the fallback: the rubric that ships, or one with a single check, which takes next to no time. */
export type Scorer = "preference" | "null";

const SCENARIOS: Readonly<Record<Scorer, object>> = {
  preference: { collection_slug: "preference", scenario_slug: "general" },
  null: { collection_slug: "null-scorer", scenario_slug: "given" },
};

/** A pair nobody has asked about: its name is in all of its texts, so that it is a question of its own and whoever is shown it can tell which it is. */
export function comparePair(name: string, scorer: Scorer = "preference"): object {
  const conversation = (answer: string) => ({
    messages: [
      { role: "user", content: `How do I keep bread fresh for a few days? (${name})` },
      { role: "assistant", content: answer },
    ],
  });
  return {
    ...SCENARIOS[scorer],
    response_a: conversation(
      `Keep it in a paper bag inside a bread box, and freeze what you will not eat in two days. [${name}]`,
    ),
    response_b: conversation(`Put it into the fridge. [${name}]`),
  };
}

/** The name of the pair that a question was made of; the empty text where it is none of these. */
export function pairNameOf(shownAnswer: string): string {
  return /\[(\S+)\]$/.exec(shownAnswer)?.[1] ?? "";
}
