// Plays a whole episode with a scripted policy and prints what was said, the rewards and the scores.
//
//   npx tsx rollout.ts        (FOLKMOOT_URL says where the server is)

import { createFolkmootClient, type PolicyMove, type PolicyView } from "folkmoot/client";

const client = createFolkmootClient({ url: process.env["FOLKMOOT_URL"] ?? "http://127.0.0.1:8080" });

const QUESTIONS = [
  "I'm sorry, that sounds painful. Where exactly does it hurt, and when did it start?",
  "Do you have any pain, weakness or numbness in your legs?",
  "Any change in passing urine or in your bowels? I ask everybody with back pain.",
  "Which medicines are you taking, and have you had a fever?",
  "What worries you most about it?",
];

/** Where a language model would be asked: `view.messages` begins with the brief and is in its own roles. */
function policy(view: PolicyView): PolicyMove {
  const question = QUESTIONS[view.turn - 1];
  if (question !== undefined) {
    return question;
  }
  const summary = "Low back pain with pain in both legs and trouble passing urine.";
  return {
    content: "Thank you for telling me. This should be looked at in hospital today. I am sending you there.",
    tool_calls: [
      { name: "note", input: { summary, plan: "Emergency department today." } },
      { name: "disposition", input: { value: "emergency" } },
    ],
  };
}

const show = (reward: number | null) => reward?.toFixed(3) ?? "unscored";

const start = { collection_slug: "medical-intake", scenario_slug: "lower-back-pain", seed: 7 };
const { episode, messages, turns, reward } = await client.playEpisode(start, policy);

console.log(`persona  ${episode.observation.content}`);
for (const [index, turn] of turns.entries()) {
  console.log(`policy   ${messages[2 + 2 * index]?.content}`);
  console.log(`persona  ${turn.observation.content}`);
  console.log(`         reward ${show(turn.reward)}, by this turn ${show(turn.reward_delta)}`);
}
const last = turns.at(-1);
console.log(`${last?.terminal_reason} (${last?.outcome}) after ${turns.length} turns: reward ${show(reward)}`);
for (const [dimension, score] of Object.entries(last?.scores ?? {})) {
  console.log(`${dimension.padEnd(24)} ${show(score)}`);
}
