import { toFraction } from "../../domain/numerics/to-fraction.ts";
import { draw } from "../../domain/persona/draw.ts";
import type { CliWorld } from "../cli-world.ts";
import { type AnnotatorCharacter, drawAnswer, drawThinkingMs } from "./draw-answer.ts";
import { persist } from "./persist.ts";
import type { SimulationTally } from "./simulation-tally.ts";
import { type VotingApi, VotingRefusal } from "./voting-client.ts";
import type { WireAcknowledgement, WireBallot, WireServed, WireVote } from "./voting-wire.ts";

/** What simulated annotators share. */
export interface SimulationFrame {
  readonly character: AnnotatorCharacter;
  /** 0..1: the share of votes that are sent a second time though they were acknowledged, as over a bad line. */
  readonly resendShare: number;
  readonly tally: SimulationTally;
  /** From then on no question is taken and those that are held are handed back. */
  readonly ending: AbortSignal;
  /** From then on nothing more is tried. */
  readonly over: AbortSignal;
  /** A new UUID for each vote. */
  newVoteId(): string;
}

/** How long a request for a question waits for one. */
const LEASE_WAIT_MS = 25_000;
/** Pauses shorter than this would keep the server busy for nothing. */
const PAUSE_MS_MIN = 50;
const HEARTBEAT_MS_MIN = 1000;
const LINE_PAUSE_MS = 500;
const UNAUTHORIZED = 401;

/** One annotator at a voting API: holds the line of events, takes questions, looks at them for a while, votes. Outlasts restarts of the server. */
export class SimulatedAnnotator {
  readonly #world: Pick<CliWorld, "now" | "pause">;
  readonly #api: VotingApi;
  readonly #number: number;
  readonly #frame: SimulationFrame;

  /** @param number of the annotator in the simulation: what it answers is drawn from it. */
  constructor(world: Pick<CliWorld, "now" | "pause">, api: VotingApi, number: number, frame: SimulationFrame) {
    this.#world = world;
    this.#api = api;
    this.#number = number;
    this.#frame = frame;
  }

  /** Votes until the simulation is ending. Rejects where the server wants no more of the annotator, such as when its session has ended. */
  async live(): Promise<void> {
    const line = this.#stayOnLine();
    let served: WireServed | null = null;
    while (!this.#frame.ending.aborted) {
      served ??= await this.#takeQuestion();
      if (served !== null) {
        served = await this.#answer(served);
      }
    }
    if (served !== null) {
      await this.#handBack(served);
    }
    await line;
  }

  /** The line is opened again whenever it breaks; where the server has none, the annotator votes without it. */
  async #stayOnLine(): Promise<void> {
    const { ending } = this.#frame;
    while (!ending.aborted) {
      try {
        await this.#api.holdLine(ending);
      } catch (error) {
        if (error instanceof VotingRefusal && !error.isPassing) {
          return;
        }
      }
      await this.#world.pause(LINE_PAUSE_MS, ending);
    }
  }

  /** Null where none waits, or the simulation is ending. */
  async #takeQuestion(): Promise<WireServed | null> {
    const { ending, tally } = this.#frame;
    const ask = () => this.#api.lease(LEASE_WAIT_MS, ending);
    const countDisturbance = () => {
      tally.disturbances += 1;
    };
    try {
      const taken = await persist(this.#world, ending, ask, countDisturbance);
      if (taken.question !== null) {
        return taken;
      }
      await this.#world.pause(Math.max(PAUSE_MS_MIN, taken.retry_after_ms), ending);
      return null;
    } catch (error) {
      if (ending.aborted) {
        return null;
      }
      throw error;
    }
  }

  /** Looks at the question, then votes. Resolves with the next question, or with this one where the simulation ended before the vote. */
  async #answer(served: WireServed): Promise<WireServed | null> {
    const { character, ending, newVoteId } = this.#frame;
    const thinkingMs = drawThinkingMs(character, this.#number, served.question.question_id);
    await this.#think(served, thinkingMs);
    if (ending.aborted) {
      return served;
    }
    const { answer, isRight } = drawAnswer(character, this.#number, served.question);
    const ballot = { ...answer, vote_id: newVoteId(), lease_id: served.lease.lease_id, visible_ms: Math.round(thinkingMs) };
    return await this.#castVote(served, ballot, isRight);
  }

  async #think({ lease }: WireServed, thinkingMs: number): Promise<void> {
    const { ending, over } = this.#frame;
    const beatMs = Math.max(HEARTBEAT_MS_MIN, lease.heartbeat_ms);
    for (let leftMs = thinkingMs; leftMs > 0 && !ending.aborted; leftMs -= beatMs) {
      await this.#world.pause(Math.min(leftMs, beatMs), ending);
      if (leftMs > beatMs && !ending.aborted) {
        // A lease that ended meanwhile makes the vote late, nothing worse.
        await this.#api.heartbeat(lease.lease_id, over).catch(() => undefined);
      }
    }
  }

  async #castVote(served: WireServed, ballot: WireBallot, isRight: boolean | null): Promise<WireServed | null> {
    const { tally } = this.#frame;
    const acknowledgement = await this.#send(ballot, isRight);
    if (acknowledgement !== null && this.#isSentTwice(served.question.question_id)) {
      tally.sentAgain += 1;
      tally.contradicted += (await this.#tellsOfTheSame(ballot, acknowledgement.vote)) ? 0 : 1;
    }
    return acknowledgement?.next ?? null;
  }

  /** Sends a vote until it is acknowledged. Null where it was refused, or could not be delivered before the simulation was over. */
  async #send(ballot: WireBallot, isRight: boolean | null): Promise<WireAcknowledgement | null> {
    const { tally, over } = this.#frame;
    let sentAt = 0;
    const post = () => {
      sentAt = this.#world.now();
      return this.#api.vote(ballot, over);
    };
    const countAgain = () => {
      tally.sentAgain += 1;
    };
    try {
      const acknowledgement = await persist(this.#world, over, post, countAgain);
      tally.acknowledge(acknowledgement.vote, this.#world.now() - sentAt, isRight);
      return acknowledgement;
    } catch (error) {
      const isRefused = error instanceof VotingRefusal && !error.isPassing;
      tally.refused += isRefused ? 1 : 0;
      tally.unacknowledged += isRefused ? 0 : 1;
      if (isRefused && error.status === UNAUTHORIZED) {
        throw error;
      }
      return null;
    }
  }

  #isSentTwice(questionId: string): boolean {
    const { character, resendShare } = this.#frame;
    return toFraction(draw(`again|${character.seed}|${this.#number}|${questionId}`)) < resendShare;
  }

  /** A vote that was sent twice must be there once. */
  async #tellsOfTheSame(ballot: WireBallot, first: WireVote): Promise<boolean> {
    const { over } = this.#frame;
    try {
      const { vote } = await persist(this.#world, over, () => this.#api.vote(ballot, over));
      return vote.vote_id === first.vote_id && vote.recorded_at === first.recorded_at;
    } catch (error) {
      return !(error instanceof VotingRefusal);
    }
  }

  async #handBack({ lease }: WireServed): Promise<void> {
    await this.#api.release(lease.lease_id, "the simulation ended", this.#frame.over).catch(() => undefined);
  }
}
