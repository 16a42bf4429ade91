import { InvalidRequestError, NotFoundError } from "../../../domain/errors.ts";
import { draw } from "../../../domain/persona/draw.ts";
import type { Caller } from "../../../services/caller.ts";
import { createEpisode } from "../../../services/episodes/create-episode.ts";
import { findLiveEpisode } from "../../../services/episodes/find-live-episode.ts";
import type { LiveEpisode } from "../../../services/episodes/live-episodes.ts";
import { drawScenario } from "../../../services/scenarios/draw-scenario.ts";
import { findLiveScenario } from "../../../services/scenarios/find-live-scenario.ts";
import type { ServicePorts } from "../../../services/service-ports.ts";
import { toWireTool } from "../../wire/tool.ts";
import type { OpenEnvAddress } from "./openenv-address.ts";
import type { OpenEnvReset } from "./openenv-contract.ts";
import { type OpenEnvResult, writeWithFloats } from "./write-openenv.ts";

/** Who asks, and under which address. */
export interface OpenEnvScene {
  readonly ports: ServicePorts;
  readonly caller: Caller;
  readonly address: OpenEnvAddress;
}

/** Names that the server gives to episodes; any other is a client's own. */
const OWN_EPISODE_ID = /^ep_/;

/**
 * Starts an episode, or goes on with the one that is named. Nothing is kept beside it: whoever knows its id has all there is.
 * Throws InvalidRequestError, NotFoundError, ExpiredError and ConflictError.
 */
export async function resetGame(scene: OpenEnvScene, reset: OpenEnvReset): Promise<LiveEpisode> {
  const { ports, caller, address } = scene;
  const label = reset.episode_id ?? null;
  if (label !== null && OWN_EPISODE_ID.test(label)) {
    refuseFurtherMembers(reset);
    return await findGame(scene, label);
  }
  const named = chooseNamed(address, reset);
  const drawnFrom = reset.split ?? "train";
  // Without a seed the group's name stands for one, so that a group meets one scenario.
  const seed = reset.seed ?? (named === null ? seedOf(scene, label) : null);
  const { collectionSlug } = address;
  const scenarioSlug = named ?? drawScenario(ports, collectionSlug, drawnFrom, seed ?? 0);
  const { maxTurns } = findLiveScenario(ports, collectionSlug, scenarioSlug).public;
  const { episodeId } = await createEpisode(ports, caller, {
    collectionSlug,
    scenarioSlug,
    scoreTurns: true,
    seed,
    groupId: label,
    observationRole: "user",
    rewardMode: reset.reward_mode === "absolute" ? "cumulative" : (reset.reward_mode ?? "delta"),
    // One cap for all that may be drawn: a scenario that allows fewer turns keeps its own.
    maxTurns: Math.min(reset.max_turns ?? maxTurns, maxTurns),
  });
  return await findLiveEpisode(ports, caller.tenantId, episodeId);
}

/** The episode, where it belongs to the address. Throws as findLiveEpisode does, and NotFoundError where it is another scenario's. */
export async function findGame({ ports, caller, address }: OpenEnvScene, episodeId: string): Promise<LiveEpisode> {
  const live = await findLiveEpisode(ports, caller.tenantId, episodeId);
  const { collectionSlug, scenarioSlug } = live.record;
  if (collectionSlug !== address.collectionSlug || (address.scenarioSlug !== null && scenarioSlug !== address.scenarioSlug)) {
    throw new NotFoundError(
      `The episode "${episodeId.slice(0, 100)}" is one of ${collectionSlug}/${scenarioSlug}, not of this address.`,
    );
  }
  return live;
}

/** What `reset` answers: the last line, what the policy is asked to do, and its tools. */
export function toResetResult({ record, engine, state, transcript, lastAnswer }: LiveEpisode): OpenEnvResult {
  const scenario = engine.scenario.public;
  return {
    observation: {
      content: transcript.observations.at(-1) ?? "",
      tool_results: [],
      done_reason: record.terminalReason,
      outcome: record.outcome,
      policy_brief: scenario.policyBrief,
      available_tools: scenario.tools.map(toWireTool),
    },
    reward: null,
    done: record.status === "complete",
    metadata: {
      episode_id: record.episodeId,
      turn: state.turn,
      collection_slug: record.collectionSlug,
      scenario_slug: record.scenarioSlug,
      seed: record.seed,
      group_id: record.groupId,
      max_turns: record.settings.maxTurns,
      reward_mode: record.settings.rewardMode,
    },
    cumulativeReward: lastAnswer?.cumulativeReward ?? null,
    scores: lastAnswer?.scores ?? null,
  };
}

/** What `state` answers; null: there is no episode yet. */
export function writeState(live: LiveEpisode | null): string {
  if (live === null) {
    return '{"episode_id":null,"step_count":0}';
  }
  const { record, state, lastAnswer } = live;
  const plain = {
    episode_id: record.episodeId,
    step_count: state.turn,
    collection_slug: record.collectionSlug,
    scenario_slug: record.scenarioSlug,
    seed: record.seed,
    group_id: record.groupId,
    max_turns: record.settings.maxTurns,
    reward_mode: record.settings.rewardMode,
    done: record.status === "complete",
    done_reason: record.terminalReason,
    outcome: record.outcome,
  };
  return writeWithFloats(plain, {
    reward: lastAnswer?.reward ?? null,
    cumulative_reward: lastAnswer?.cumulativeReward ?? null,
    scores: lastAnswer?.scores ?? null,
  });
}

/** The scenario that the path or the reset names; null: neither does. Throws InvalidRequestError where they name different ones. */
function chooseNamed({ scenarioSlug }: OpenEnvAddress, { scenario_slug, task }: OpenEnvReset): string | null {
  let named = scenarioSlug;
  for (const [member, given] of [
    ["scenario_slug", scenario_slug ?? null],
    ["task", task ?? null],
  ] as const) {
    if (named !== null && given !== null && given !== named) {
      const detail = `Is ${JSON.stringify(given)}, while ${JSON.stringify(named)} is named already.`;
      throw new InvalidRequestError("The scenario is named twice.", { errors: [{ pointer: `/${member}`, detail }] });
    }
    named ??= given;
  }
  return named;
}

function seedOf({ ports, caller, address }: OpenEnvScene, label: string | null): number {
  return label === null ? ports.random.uint32() : draw(["openenv", caller.tenantId, address.collectionSlug, label].join("|"));
}

/** An episode that is there has all of this already: what differs would silently be passed over. */
function refuseFurtherMembers({ episode_id: _, ...further }: OpenEnvReset): void {
  const errors = Object.entries(further)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([member]) => ({ pointer: `/${member}`, detail: "Cannot be given together with the id of an episode that is there." }));
  if (errors.length > 0) {
    throw new InvalidRequestError("The episode goes on as it was begun.", { errors });
  }
}
