import type { CanaryVisitor, Transcript } from "../support/canary-visitor.ts";

/** Opens a fact, gets a deflection, a hint, an answer without a fact, the agenda, stock lines of every kind, and steps on a mine. */
const CONVERSATION = [
  "Hello.",
  "I'm sorry that you had to wait. What about your favourite tea?",
  "Tell me more. What about closing time?",
  "What about the cellar?",
  "What about the garden?",
  "How is the weather?",
  "And your favourite tea again?",
  "Who are you? Where from? How old? Which way? What for?",
  "It's your own fault.",
  "",
  "Thanks, goodbye.",
] as const;

/** Episodes of every kind, played to their ends, verified, forked and ended. Returns their transcripts. */
export async function playEverything(caller: CanaryVisitor): Promise<readonly Transcript[]> {
  const transcripts: Transcript[] = [];
  for (const fields of [
    { seed: 1 },
    { seed: 2, reward_mode: "delta", observation_role: "user" },
    { score_turns: false, group_id: "a" },
    { reward_mode: "terminal", config: { max_turns: 5 } },
  ]) {
    const episodeId = await caller.startEpisode(fields);
    const moves = CONVERSATION.map((content) => ({ role: "user", content }));
    const transcript = await caller.play(episodeId, [
      ...moves,
      {
        content: "Here you are.",
        tool_calls: [
          { name: "slip", input: { text: "green" } },
          { name: "serve", input: { value: "green" } },
        ],
      },
    ]);
    transcripts.push(transcript);
    await caller.call("POST /api/v1/episodes/{episode_id}/verify", [episodeId]);
    for (const body of [{ at_turn: 0 }, { at_turn: 3, n: 3 }, { at_turn: 100 }, { at_turn: 1, n: 1000 }]) {
      await caller.call("POST /api/v1/episodes/{episode_id}/fork", [episodeId], body);
    }
    await caller.call("DELETE /api/v1/episodes/{episode_id}", [episodeId]);
    await caller.call("DELETE /api/v1/episodes/{episode_id}", [await caller.startEpisode()]);
  }
  return transcripts;
}
