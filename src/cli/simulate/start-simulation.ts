import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { CliWorld } from "../cli-world.ts";
import type { AnnotatorCharacter } from "./draw-answer.ts";
import { persist } from "./persist.ts";
import { SimulatedAnnotator } from "./simulated-annotator.ts";
import { type SimulationFigures, SimulationTally } from "./simulation-tally.ts";
import { VotingClient, VotingRefusal } from "./voting-client.ts";

export interface SimulationPlan {
  readonly url: string;
  /** With the scope `admin`; null where the server is open without keys. */
  readonly apiKey: string | null;
  readonly annotators: number;
  readonly audience: string;
  readonly character: AnnotatorCharacter;
  /** 0..1: the share of votes that are sent a second time on purpose. */
  readonly resendShare: number;
}

/** A crowd at work. */
export interface Simulation {
  readonly tally: SimulationTally;
  /** Since all were signed in. */
  elapsedMs(): number;
  /** Why annotators left before the end, each once. */
  readonly dropOuts: readonly string[];
  /** Ends it: votes under way are still sent, questions handed back. Resolves with what came of it. */
  stop(): Promise<SimulationFigures>;
}

/** As many as one call makes invites for. */
export const ANNOTATORS_MAX = 1000;
const INVITE_SECONDS = 600;
/** Sign-ins under way at a time. */
const SIGN_INS = 8;
/** How long signing everybody in may take. */
const SIGN_IN_MS_MAX = 120_000;
/** How long the votes that are under way at the end are still tried. */
const GRACE_MS = 10_000;

/** Invites a crowd, signs it in and lets it vote. Rejects where the server is not there, makes no invites or admits nobody. */
export async function startSimulation(world: Pick<CliWorld, "now" | "pause">, plan: SimulationPlan): Promise<Simulation> {
  const ending = new AbortController();
  const over = new AbortController();
  // Everybody listens to them.
  setMaxListeners(0, ending.signal, over.signal);
  const tally = new SimulationTally();
  const dropOuts: string[] = [];
  const frame = {
    character: plan.character,
    resendShare: plan.resendShare,
    tally,
    ending: ending.signal,
    over: over.signal,
    newVoteId: randomUUID,
  };
  const clients = await signIn(world, plan);
  const startedAt = world.now();
  const lives = clients.map((client, number) =>
    new SimulatedAnnotator(world, client, number, frame).live().catch((error: unknown) => {
      dropOuts.push(error instanceof Error ? error.message : String(error));
    }),
  );
  return {
    tally,
    dropOuts,
    elapsedMs: () => world.now() - startedAt,
    stop: async () => {
      const elapsedMs = world.now() - startedAt;
      ending.abort();
      const isOver = new AbortController();
      const grace = world.pause(GRACE_MS, isOver.signal).then(() => over.abort());
      await Promise.all(lives);
      isOver.abort();
      await grace;
      return tally.measure(elapsedMs);
    },
  };
}

/** In order of their invites. */
async function signIn(world: Pick<CliWorld, "pause">, plan: SimulationPlan): Promise<readonly VotingClient[]> {
  const inTime = AbortSignal.timeout(SIGN_IN_MS_MAX);
  const door = new VotingClient(plan.url, null);
  const invites = await new VotingClient(plan.url, plan.apiKey)
    .createInvites(plan.annotators, plan.audience, INVITE_SECONDS, inTime)
    .catch((error: unknown) => {
      throw error instanceof VotingRefusal ? error : new Error(`No answer from ${plan.url}: --url says where the server is.`);
    });
  const clients: VotingClient[] = [];
  for (let first = 0; first < invites.length; first += SIGN_INS) {
    const some = invites.slice(first, first + SIGN_INS);
    clients.push(...(await Promise.all(some.map(({ token }) => persist(world, inTime, () => door.signIn(token, inTime))))));
  }
  return clients;
}
