import { InvalidRequestError } from "../../domain/errors.ts";
import { draw } from "../../domain/persona/draw.ts";
import { ENGINE_VERSION } from "../../domain/persona/engine-version.ts";
import { startEpisode } from "../../domain/persona/start-episode.ts";
import type { Tool } from "../../domain/scenarios/tool.ts";
import type { EpisodeRecord, EpisodeSettings } from "../../ports/episode-store.ts";
import type { Caller } from "../caller.ts";
import { newIdentifier } from "../new-identifier.ts";
import { findLiveScenario } from "../scenarios/find-live-scenario.ts";
import { keepScenarioVersion } from "../scenarios/keep-scenario-version.ts";
import type { ServicePorts } from "../service-ports.ts";
import { hashState } from "./hash-state.ts";
import type { Observation } from "./turn-answer.ts";

export interface CreateEpisodeRequest {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly scoreTurns: boolean;
  readonly seed: number | null;
  readonly groupId: string | null;
  readonly observationRole: "assistant" | "user";
  readonly rewardMode: "cumulative" | "delta" | "terminal";
  /** A lower cap than the scenario's, or null for the scenario's. */
  readonly maxTurns: number | null;
}

export interface CreatedEpisode {
  readonly episodeId: string;
  readonly seed: number;
  readonly groupId: string | null;
  readonly observation: Observation;
  readonly tools: readonly Tool[];
  readonly policyBrief: string;
  readonly stateHash: string;
  /** Unix milliseconds: when the episode expires unless a turn is played. */
  readonly expiresAt: number;
}

/**
 * Starts an episode on the scenario's live version. Without a seed one is drawn, from the group where there is one: equal groups start equal.
 * Throws NotFoundError for an unknown slug and InvalidRequestError for a cap above the scenario's.
 */
export async function createEpisode(ports: ServicePorts, caller: Caller, request: CreateEpisodeRequest): Promise<CreatedEpisode> {
  const scenario = findLiveScenario(ports, request.collectionSlug, request.scenarioSlug);
  const engine = await ports.engines.prepareInTurn(scenario);
  const seed = request.seed ?? drawSeed(ports, caller, request);
  const started = startEpisode(scenario, seed);
  const stateHash = hashState(ports.sha256Hex, started.state);
  const now = ports.clock.now();
  const record: EpisodeRecord = {
    tenantId: caller.tenantId,
    episodeId: newIdentifier(ports.random, "ep"),
    collectionSlug: request.collectionSlug,
    scenarioSlug: request.scenarioSlug,
    scenarioDigest: scenario.digest,
    engineVersion: ENGINE_VERSION,
    seed,
    groupId: request.groupId,
    opening: { line: started.observation, stateHash },
    settings: toSettings(request, scenario.public.maxTurns),
    parentEpisodeId: null,
    createdAt: now,
    lastActivityAt: now,
    status: "open",
    terminalReason: null,
    outcome: null,
  };
  await keepScenarioVersion(ports, scenario);
  await ports.episodes.insertEpisode(record, []);
  ports.live.set({
    record,
    engine,
    state: started.state,
    stateHash,
    transcript: { observations: [started.observation], moves: [] },
    chosenLines: [started.observation],
    lastAnswer: null,
  });
  return {
    episodeId: record.episodeId,
    seed,
    groupId: request.groupId,
    observation: { role: request.observationRole, content: started.observation },
    tools: scenario.public.tools,
    policyBrief: scenario.public.policyBrief,
    stateHash,
    expiresAt: now + ports.limits.episodeIdleMs,
  };
}

function drawSeed(ports: Pick<ServicePorts, "random">, caller: Caller, request: CreateEpisodeRequest): number {
  return request.groupId === null
    ? ports.random.uint32()
    : draw(["group", caller.tenantId, request.collectionSlug, request.scenarioSlug, request.groupId].join("|"));
}

function toSettings(request: CreateEpisodeRequest, scenarioMaxTurns: number): EpisodeSettings {
  const maxTurns = request.maxTurns ?? scenarioMaxTurns;
  if (maxTurns > scenarioMaxTurns) {
    const detail = `is ${maxTurns}; the scenario allows at most ${scenarioMaxTurns}`;
    throw new InvalidRequestError(`config.max_turns ${detail}.`, { errors: [{ pointer: "/config/max_turns", detail }] });
  }
  return { scoreTurns: request.scoreTurns, observationRole: request.observationRole, rewardMode: request.rewardMode, maxTurns };
}
