import type { Clock } from "../../ports/clock.ts";
import type { EvidenceStore, LoggedVote, SnapshotRecord } from "../../ports/evidence-store.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";
import type { Timer } from "../../ports/timer.ts";
import { alarmDistrusted } from "../calibration/alarm-distrusted.ts";
import type { CalibrationBook } from "../calibration/calibration-book.ts";
import type { SourceDefaults } from "../calibration/source-defaults.ts";
import { TenantCalibrations } from "../calibration/tenant-calibrations.ts";
import { NO_REQUEST } from "../caller.ts";
import type { VoteLearner } from "../learned/vote-learner.ts";
import type { Alarms } from "../monitors/alarms.ts";
import { type LogFollower, readVoteLog } from "./read-vote-log.ts";
import { SETTLED_AFTER_MS } from "./settled-after-ms.ts";

/** What learning from votes needs of the world. */
export interface EvidenceLearnerPorts {
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly sha256Hex: Sha256Hex;
  readonly alarms: Alarms;
  readonly calibrations: CalibrationBook;
  readonly defaults: SourceDefaults;
  /** The model that learns from votes; null: there is none. */
  readonly learner: VoteLearner | null;
  /** How often new votes are looked for. */
  readonly learnEveryMs: number;
  readonly reportFault: (fault: unknown, requestId: string) => void;
}

/** What is held of a tenant. */
interface Held {
  readonly calibrations: TenantCalibrations;
  /** Of the newest snapshot, withdrawn or not; 0: none. */
  snapshot: number;
  /** Of the newest that was not withdrawn; 0: none. */
  follows: number;
  /** Votes learned from when it was made. */
  snapshotVotes: number;
}

/** A snapshot is made after so many votes even where no calibration has changed, so that a restart has few to read again. */
const SNAPSHOT_VOTES = 5_000;
const SNAPSHOTS_KEPT = 10;

/**
 * Learns from people's votes, every so often, in the order of the log: calibrations here, and the learned model through its own learner, which is handed the same pages. What is learned is a fold over the log, so it does not
 * matter when it is done or how often it is interrupted; it goes on from the newest snapshot.
 */
export class EvidenceLearner {
  readonly #ports: EvidenceLearnerPorts;
  readonly #held = new Map<string, Held>();
  #pass: Promise<void> | null = null;
  #cancel: (() => void) | null = null;
  #isStopped = false;

  constructor(ports: EvidenceLearnerPorts) {
    this.#ports = ports;
  }

  /** Answers by the calibrations that were kept, and learns from now on. Never rejects. */
  async start(): Promise<void> {
    await this.#forEachTenant((tenantId) => this.#hold(tenantId));
    this.#wait();
  }

  /** Learns from all that there is to learn from now. One pass at a time: who calls while one is under way waits for that one. Never rejects. */
  learn(): Promise<void> {
    this.#pass ??= this.#forEachTenant((tenantId) => this.#learnOf(tenantId)).finally(() => {
      this.#pass = null;
    });
    return this.#pass;
  }

  /** Ends after the tenant under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#pass;
  }

  #wait(): void {
    if (!this.#isStopped) {
      this.#cancel = this.#ports.timer.set(this.#ports.learnEveryMs, () => void this.learn().then(() => this.#wait()));
    }
  }

  /** What fails for one tenant fails for no other, and is tried again by the next pass. */
  async #forEachTenant(work: (tenantId: string) => Promise<unknown>): Promise<void> {
    const tenants = await this.#orReport(this.#ports.evidence.listVotedTenants());
    for (const tenantId of tenants ?? []) {
      if (!this.#isStopped) {
        await this.#orReport(work(tenantId));
      }
    }
  }

  async #orReport<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (fault) {
      this.#ports.reportFault(fault, NO_REQUEST);
      return null;
    }
  }

  async #learnOf(tenantId: string): Promise<void> {
    const { evidence, learner, clock } = this.#ports;
    const held = this.#held.get(tenantId) ?? (await this.#hold(tenantId));
    const calibrating: LogFollower = {
      position: held.calibrations.position,
      take: async (votes) => held.calibrations.learn(votes),
    };
    const learning = learner === null ? null : await this.#orReport(this.#followerOf(learner, tenantId));
    const followers = learning === null ? [calibrating] : [calibrating, learning];
    await readVoteLog(evidence, tenantId, followers, clock.now() - SETTLED_AFTER_MS);
    if (learner !== null && learning !== null) {
      await this.#orReport(learner.endPass(tenantId));
    }
    await this.#publish(tenantId, held);
  }

  /** A model that cannot learn now keeps nobody else from it: it goes on with the next pass. */
  async #followerOf(learner: VoteLearner, tenantId: string): Promise<LogFollower> {
    let isFollowing = true;
    const learn = async (votes: readonly LoggedVote[]) => {
      isFollowing = (await this.#orReport(learner.learn(tenantId, votes).then(() => true))) ?? false;
    };
    return {
      position: await learner.learnedUpTo(tenantId),
      take: async (votes) => {
        if (isFollowing) {
          await learn(votes);
        }
      },
    };
  }

  /** Goes on where the newest snapshot left off. */
  async #hold(tenantId: string): Promise<Held> {
    const { evidence, defaults, sha256Hex, calibrations: book } = this.#ports;
    const found = await evidence.findSnapshot(tenantId, "calibrations");
    const [newest] = await evidence.listSnapshots(tenantId, "calibrations");
    const isSound = found !== null && sha256Hex(found.payload) === found.digest;
    if (found !== null && !isSound) {
      this.#ports.reportFault(
        new Error(`The calibrations ${found.revision} of ${tenantId} are not as they were kept: they are learned anew.`),
        NO_REQUEST,
      );
    }
    const calibrations = isSound
      ? TenantCalibrations.restore(found.payload, defaults, sha256Hex)
      : new TenantCalibrations(defaults, sha256Hex);
    const held = {
      calibrations,
      snapshot: newest?.revision ?? 0,
      follows: found?.revision ?? 0,
      snapshotVotes: calibrations.votes,
    };
    this.#held.set(tenantId, held);
    book.replace(tenantId, calibrations.published);
    alarmDistrusted(this.#ports.alarms, tenantId, calibrations.published);
    return held;
  }

  /** Keeps what has come to differ, and answers by it once it is kept. */
  async #publish(tenantId: string, held: Held): Promise<void> {
    const { clock, evidence, calibrations: book, alarms } = this.#ports;
    const { calibrations, snapshot, snapshotVotes } = held;
    const now = clock.now();
    const isChanged = calibrations.publish(snapshot + 1, now);
    if (!isChanged && calibrations.votes - snapshotVotes < SNAPSHOT_VOTES) {
      return;
    }
    try {
      const isKept = await evidence.keepSnapshot(this.#snapshotOf(tenantId, held, now), SNAPSHOTS_KEPT, held.follows);
      if (!isKept) {
        throw new Error(`The calibrations ${snapshot + 1} of ${tenantId} were kept by somebody else.`);
      }
    } catch (fault) {
      // Read again from what is kept: nothing is answered by numbers that are not.
      this.#held.delete(tenantId);
      throw fault;
    }
    held.snapshot = snapshot + 1;
    held.follows = snapshot + 1;
    held.snapshotVotes = calibrations.votes;
    book.replace(tenantId, calibrations.published);
    alarmDistrusted(alarms, tenantId, calibrations.published);
  }

  #snapshotOf(tenantId: string, { calibrations, snapshot }: Held, now: number): SnapshotRecord {
    const payload = calibrations.serialise();
    return {
      tenantId,
      kind: "calibrations",
      revision: snapshot + 1,
      digest: this.#ports.sha256Hex(payload),
      learnedUpTo: calibrations.position ?? { recordedAt: 0, voteId: "" },
      votes: calibrations.votes,
      metrics: JSON.stringify({ calibrations: calibrations.published.length }),
      payload,
      createdAt: now,
      isWithdrawn: false,
    };
  }
}
