import type { EpisodeState } from "../../domain/persona/episode-state.ts";
import type { PersonaEngine } from "../../domain/persona/persona-engine.ts";
import type { PlayedTranscript } from "../../domain/transcripts/place-messages.ts";
import type { EpisodeRecord } from "../../ports/episode-store.ts";
import { BoundedCache } from "../bounded-cache.ts";
import { KeyedLock } from "../keyed-lock.ts";
import type { TurnAnswer } from "./turn-answer.ts";

/** An episode folded up to its last acknowledged turn. */
export interface LiveEpisode {
  readonly record: EpisodeRecord;
  readonly engine: PersonaEngine;
  readonly state: EpisodeState;
  readonly stateHash: string;
  /** As it was said. */
  readonly transcript: PlayedTranscript;
  /** The persona's lines as the engine chose them, from the opening on: what rewards go by, whichever words were said. */
  readonly chosenLines: readonly string[];
  readonly lastAnswer: TurnAnswer | null;
}

/**
 * Episodes being played right now: their folded states, as a cache that may forget any of them (the rows are the truth), and one lock an episode so that
 * two requests for the same one run one after the other.
 */
export class LiveEpisodes {
  readonly #episodes: BoundedCache<string, LiveEpisode>;
  readonly #locks = new KeyedLock();

  constructor(episodesMax: number) {
    this.#episodes = new BoundedCache(episodesMax);
  }

  find(tenantId: string, episodeId: string): LiveEpisode | null {
    return this.#episodes.find(`${tenantId}/${episodeId}`) ?? null;
  }

  set(episode: LiveEpisode): void {
    this.#episodes.set(`${episode.record.tenantId}/${episode.record.episodeId}`, episode);
  }

  forget(tenantId: string, episodeId: string): void {
    this.#episodes.delete(`${tenantId}/${episodeId}`);
  }

  get size(): number {
    return this.#episodes.size;
  }

  /** Runs the task when every earlier task for the episode has ended, however it ended. */
  withLock<T>(episodeId: string, task: () => Promise<T>): Promise<T> {
    return this.#locks.run(episodeId, task);
  }
}
