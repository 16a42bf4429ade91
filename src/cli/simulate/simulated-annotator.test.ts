import { describe, expect, it } from "vitest";
import { SimulatedAnnotator, type SimulationFrame } from "./simulated-annotator.ts";
import { SimulationTally } from "./simulation-tally.ts";
import { LostConnection, type VotingApi, VotingRefusal } from "./voting-client.ts";
import type { WireAcknowledgement, WireBallot, WireServed } from "./voting-wire.ts";

const SPEED_MS = 6000;
const HEARTBEAT_MS = 2000;

/** A voting API that hands out so many questions, one after the other, and then ends the simulation. Faults are thrown before a call is carried out, unless they say after. */
class VotingApiDouble implements VotingApi {
  readonly ending = new AbortController();
  readonly over = new AbortController();
  readonly ballots: WireBallot[] = [];
  readonly released: string[] = [];
  readonly kept = new Map<string, WireAcknowledgement>();
  heartbeats = 0;
  leases = 0;
  nowMs = 0;
  #handedOut = 0;
  readonly #questions: number;
  readonly #faults: (Error | { readonly after: Error })[];

  constructor(questions: number, faults: readonly (Error | { readonly after: Error })[] = []) {
    this.#questions = questions;
    this.#faults = [...faults];
  }

  /** Time passes only here. */
  readonly world = {
    now: () => this.nowMs,
    pause: async (durationMs: number) => {
      this.nowMs += durationMs;
    },
  };

  async lease() {
    this.leases += 1;
    return this.#next() ?? { question: null, retry_after_ms: 1000 };
  }

  async vote(ballot: WireBallot): Promise<WireAcknowledgement> {
    this.ballots.push(ballot);
    this.nowMs += 1;
    const fault = this.#faults.shift();
    if (fault instanceof Error) {
      throw fault;
    }
    const known = this.kept.get(ballot.vote_id);
    const vote = known?.vote ?? { vote_id: ballot.vote_id, late: false, counted: true, recorded_at: `${this.nowMs}` };
    const acknowledgement = known ?? { vote, next: this.#next() };
    this.kept.set(ballot.vote_id, acknowledgement);
    if (fault !== undefined) {
      throw fault.after;
    }
    return acknowledgement;
  }

  async heartbeat(): Promise<void> {
    this.heartbeats += 1;
  }

  async release(leaseId: string): Promise<void> {
    this.released.push(leaseId);
  }

  async holdLine(): Promise<void> {
    throw new VotingRefusal("GET /annotators/events", 404, {}, null);
  }

  #next(): WireServed | null {
    if (this.#handedOut === this.#questions) {
      this.ending.abort();
      return null;
    }
    this.#handedOut += 1;
    const answer = { messages: [{ role: "assistant", content: `answer ${this.#handedOut}` }] };
    return {
      question: { question_id: `q_${this.#handedOut}`, kind: "compare", left: answer, right: answer, dimensions: [] },
      lease: { lease_id: `lease_${this.#handedOut}`, heartbeat_ms: HEARTBEAT_MS },
    };
  }
}

async function live(api: VotingApiDouble, changes: Partial<SimulationFrame> = {}): Promise<SimulationTally> {
  const tally = new SimulationTally();
  let voteIds = 0;
  const annotator = new SimulatedAnnotator(api.world, api, 0, {
    character: { judge: "seeded", skill: 0.8, leftBias: 0, tieShare: 0, speedMs: SPEED_MS, seed: 1 },
    resendShare: 0,
    tally,
    ending: api.ending.signal,
    over: api.over.signal,
    newVoteId: () => {
      voteIds += 1;
      return `vote_${voteIds}`;
    },
    ...changes,
  });
  await annotator.live();
  return tally;
}

describe("a simulated annotator", () => {
  it("asks for a question once and takes the others from the answers to its votes", async () => {
    const api = new VotingApiDouble(5);
    const tally = await live(api);
    expect(api.ballots.map(({ lease_id }) => lease_id)).toEqual(["lease_1", "lease_2", "lease_3", "lease_4", "lease_5"]);
    expect(api.leases).toBe(1);
    expect(tally.votes).toBe(5);
  });

  it("tells the server that it still looks at the question while it does", async () => {
    const api = new VotingApiDouble(5);
    await live(api);
    const lookedMs = api.ballots.reduce((sum, { visible_ms }) => sum + visible_ms, 0);
    expect(api.heartbeats).toBe(api.ballots.reduce((sum, { visible_ms }) => sum + Math.ceil(visible_ms / HEARTBEAT_MS) - 1, 0));
    expect(lookedMs).toBeGreaterThan(SPEED_MS);
  });

  it("sends a vote again under the same id until it is acknowledged", async () => {
    const lost = new LostConnection("POST /votes", new Error("ECONNRESET"));
    const busy = new VotingRefusal("POST /votes", 503, {}, "2");
    const api = new VotingApiDouble(2, [lost, { after: lost }, busy]);
    const tally = await live(api);
    expect(api.ballots.map(({ vote_id }) => vote_id)).toEqual(["vote_1", "vote_1", "vote_1", "vote_1", "vote_2"]);
    expect(tally.measure(1)).toMatchObject({ votes: 2, sentAgain: 3, unacknowledged: 0, refused: 0 });
  });

  it("goes on with another question after a vote that was refused for good", async () => {
    const api = new VotingApiDouble(3, [new VotingRefusal("POST /votes", 404, {}, null)]);
    const tally = await live(api);
    expect(tally.measure(1)).toMatchObject({ votes: 2, refused: 1 });
  });

  it("leaves where its session has ended", async () => {
    const api = new VotingApiDouble(1, [new VotingRefusal("POST /votes", 401, { detail: "signed out" }, null)]);
    await expect(live(api)).rejects.toThrow("signed out");
    api.ending.abort();
  });

  it("hands back the question that it holds at the end", async () => {
    const api = new VotingApiDouble(2);
    const pause = async (durationMs: number) => {
      api.nowMs += durationMs;
      if (api.ballots.length === 1) {
        api.ending.abort();
      }
    };
    Object.assign(api.world, { pause });
    const tally = await live(api);
    expect(api.released).toEqual(["lease_2"]);
    expect(tally.votes).toBe(1);
  });

  it("counts a vote that could not be delivered before everything was over", async () => {
    const lost = new LostConnection("POST /votes", new Error("ECONNREFUSED"));
    const api = new VotingApiDouble(1, [lost, lost, lost]);
    const pause = async (durationMs: number) => {
      api.nowMs += durationMs;
      if (api.ballots.length === 2) {
        api.over.abort();
        api.ending.abort();
      }
    };
    Object.assign(api.world, { pause });
    expect((await live(api)).measure(1)).toMatchObject({ votes: 0, unacknowledged: 1, sentAgain: 1 });
  });

  it("sends votes twice on purpose and looks whether both answers tell of the same", async () => {
    const sound = new VotingApiDouble(4);
    expect((await live(sound, { resendShare: 1 })).measure(1)).toMatchObject({ votes: 4, sentAgain: 4, contradicted: 0 });
    expect(sound.kept.size).toBe(4);
    const forgetful = new VotingApiDouble(1);
    forgetful.kept.get = () => undefined;
    expect((await live(forgetful, { resendShare: 1 })).measure(1)).toMatchObject({ votes: 1, contradicted: 1 });
  });
});
