import { mean } from "../../domain/numerics/mean.ts";
import { toFraction } from "../../domain/numerics/to-fraction.ts";
import { draw } from "../../domain/persona/draw.ts";
import type { ApiClient, CreatedEpisodeBody, MessageBody, TurnBody } from "./api-client.ts";
import { BanditPolicy, type Choice } from "./bandit-policy.ts";

/** Lines a clinician might say, some good, some useless, some harmful: the training has to find out which. */
const LINES = [
  "I'm sorry, that sounds really painful. Where exactly does it hurt?",
  "When did it start, and what were you doing?",
  "Does the pain travel anywhere, down the leg for instance?",
  "Is there any numbness or tingling between your legs?",
  "Have you had any trouble passing water, or with your bowels?",
  "Any weakness or numbness in your legs or feet?",
  "Have you hurt your back before?",
  "What medicines are you taking at the moment?",
  "Do you have any other illnesses or past operations?",
  "Have you had a fever, or lost any weight lately?",
  "What worries you most about this?",
  "What are you hoping we can do for you today?",
  "I understand how worrying this is. You were right to come in.",
  "Come straight back if your legs get weak or you cannot pass water.",
  "How is your sleep?",
  "Do you smoke or drink?",
  "What do you do for work?",
  "It's probably nothing. You should just rest.",
  "That is your own fault, you should have lifted properly.",
  "Did you see the match last night?",
];

const PROMPT = { collection_slug: "medical-intake", scenario_slug: "lower-back-pain" };

/** What training asks the server through. */
export type TrainingClient = Pick<ApiClient, "post">;

export interface TrainingPlan {
  readonly steps: number;
  /** Episodes of a group: they share one start, and their mean reward is the baseline. */
  readonly groupSize: number;
  /** Told after every step: mean reward of the group, 0..1. */
  readonly onStep: (step: number, meanReward: number) => void;
}

export interface PlayedConversation {
  readonly messages: readonly MessageBody[];
  readonly turns: readonly TurnBody[];
  readonly reward: number;
}

export interface TrainingResult {
  readonly meanRewards: readonly number[];
  /** The trained policy's own best line of play. */
  readonly final: PlayedConversation;
}

interface Action {
  readonly message: string;
  readonly toolCall:
    | ((heard: readonly string[]) => { readonly name: string; readonly input: Readonly<Record<string, unknown>> })
    | null;
}

/** A training loop in small: groups of episodes, rewards from the server, group-relative updates. Speaks only HTTP. */
export async function trainPolicy(client: TrainingClient, plan: TrainingPlan): Promise<TrainingResult> {
  const probe = await client.post<CreatedEpisodeBody>("/episodes", { ...PROMPT, seed: 1 });
  const actions = [...LINES.map((message): Action => ({ message, toolCall: null })), ...probe.tools.flatMap(toActions)];
  const policy = new BanditPolicy(actions.length);
  const meanRewards: number[] = [];
  for (let step = 0; step < plan.steps; step += 1) {
    const group = await Promise.all(
      Array.from({ length: plan.groupSize }, (_, episode) =>
        playEpisode(client, actions, policy, { group_id: `demo-${step}` }, (turn) => chanceOf(step, episode, turn)),
      ),
    );
    const meanReward = mean(group.map(({ played }) => played.reward));
    learnFromGroup(policy, group);
    meanRewards.push(meanReward);
    plan.onStep(step + 1, meanReward);
  }
  const { played } = await playEpisode(client, actions, policy, { seed: 7 }, () => null);
  return { meanRewards, final: played };
}

/** Chance by place, not from one stream: the episodes of a group are played at the same time, and whichever answer came first would draw first. */
function chanceOf(step: number, episode: number, turn: number): number {
  return toFraction(draw(`demo|${step}|${episode}|${turn}`));
}

function toActions(tool: CreatedEpisodeBody["tools"][number]): readonly Action[] {
  if (tool.type === "decision") {
    return (tool.options ?? []).map((value) => ({
      message: "Here is what we will do.",
      toolCall: () => ({ name: tool.id, input: { value } }),
    }));
  }
  const fields = Object.keys(tool.json_schema?.properties ?? {});
  const write = (heard: readonly string[]) => Object.fromEntries(fields.map((field) => [field, heard.join(" ").slice(0, 1000)]));
  return [{ message: "I am writing down what you told me.", toolCall: (heard) => ({ name: tool.id, input: write(heard) }) }];
}

interface PlayedEpisode {
  readonly played: PlayedConversation;
  readonly choices: readonly Choice[];
}

async function playEpisode(
  client: TrainingClient,
  actions: readonly Action[],
  policy: BanditPolicy,
  start: Readonly<Record<string, unknown>>,
  chanceAt: (turn: number) => number | null,
): Promise<PlayedEpisode> {
  const created = await client.post<CreatedEpisodeBody>("/episodes", { ...PROMPT, ...start });
  const messages: MessageBody[] = [{ role: "user", content: created.initial_observation.content }];
  const turns: TurnBody[] = [];
  const choices: Choice[] = [];
  const used = new Set<number>();
  for (let isOver = false; !isOver && used.size < actions.length; ) {
    const choice = policy.choose(turns.length, (action) => !used.has(action), chanceAt(turns.length));
    const action = actions[choice.action];
    used.add(choice.action);
    const heard = messages.filter((message) => message.role === "user").map((message) => message.content);
    const call = action?.toolCall?.(heard);
    messages.push({ role: "assistant", content: action?.message ?? "", ...(call ? { tool_calls: [call] } : {}) });
    const turn = await client.post<TurnBody>(`/episodes/${created.episode_id}/turns`, { messages });
    messages.push({ role: "user", content: turn.observation.content });
    turns.push(turn);
    choices.push(choice);
    isOver = turn.episode_complete;
  }
  return { played: { messages, turns, reward: turns.at(-1)?.reward ?? 0 }, choices };
}

/** Credits every choice with what came after it, against the mean of the group at the same turn. */
function learnFromGroup(policy: BanditPolicy, group: readonly PlayedEpisode[]): void {
  const rewardsToGo = group.map(({ played }) =>
    played.turns.map((_turn, index) => played.reward - (played.turns[index - 1]?.reward ?? 0)),
  );
  group.forEach(({ choices }, episode) => {
    choices.forEach((choice, turn) => {
      const atTurn = rewardsToGo.flatMap((rewards) => rewards[turn] ?? []);
      const baseline = mean(atTurn);
      policy.learn(choice, (rewardsToGo[episode]?.[turn] ?? 0) - baseline);
    });
  });
}
