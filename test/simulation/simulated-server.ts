import { sha256Hex } from "../../src/composition/system-ports.ts";
import type { Random } from "../../src/ports/random.ts";
import { NO_OPINION_KEEPER } from "../../src/services/evidence/no-opinion-keeper.ts";
import { openAsking } from "../../src/services/people/asking.ts";
import { PeopleDesk } from "../../src/services/people/people-desk.ts";
import { RevisionFeed } from "../../src/services/people/revision-feed.ts";
import { openVoting } from "../../src/services/voting/open-voting.ts";
import type { VotingPorts } from "../../src/services/voting/voting-ports.ts";
import type { ServerProcess, SimulatedDisk } from "./simulated-disk.ts";
import { StoreFault } from "./simulated-disk.ts";
import type { SimulatedTime } from "./simulated-time.ts";

/** Of a program whose faults are told to whoever checks. */
export interface FaultListener {
  /** The store failed, and what was asked for by that request could not be done because of it. */
  readonly onStoreFault: (requestId: string) => void;
  /** Anything else. */
  readonly onFault: (fault: unknown) => void;
}

/** The services in one process after another, over the disk that outlives them. */
export class SimulatedServer {
  readonly #time: SimulatedTime;
  readonly #disk: SimulatedDisk;
  readonly #random: Random;
  readonly #listener: FaultListener;
  #process: ServerProcess = { number: 0, isAlive: false, failedMethods: new Set() };
  #services: { readonly voting: VotingPorts; readonly desk: PeopleDesk };
  #isResumed = true;

  constructor(time: SimulatedTime, disk: SimulatedDisk, random: Random, listener: FaultListener) {
    this.#time = time;
    this.#disk = disk;
    this.#random = random;
    this.#listener = listener;
    this.#services = this.#start();
  }

  get process(): ServerProcess {
    return this.#process;
  }

  get voting(): VotingPorts {
    return this.#services.voting;
  }

  get desk(): PeopleDesk {
    return this.#services.desk;
  }

  /** Whether what the process before left unfinished has been taken up. */
  get isResumed(): boolean {
    return this.#isResumed;
  }

  /** The process dies with everything that it knew, and another one begins on the same disk. */
  restart(): void {
    this.#process.isAlive = false;
    this.#time.forgetTimers();
    this.#services = this.#start();
    const { desk } = this.#services;
    this.#isResumed = false;
    desk.resume().then(
      () => {
        this.#isResumed = this.#isResumed || desk === this.#services.desk;
      },
      (fault: unknown) => this.#report(fault, "resume"),
    );
  }

  #start() {
    this.#process = { number: this.#process.number + 1, isAlive: true, failedMethods: new Set() };
    const world = {
      clock: this.#time.clock,
      timer: this.#time.timer,
      random: this.#random,
      sha256Hex,
      ...this.#disk.connect(this.#process),
      reportFault: (fault: unknown, requestId: string) => this.#report(fault, requestId),
    };
    const voting = openVoting({ ...world, stopwatch: world.clock.now });
    const desk = new PeopleDesk({
      ...world,
      ...voting,
      ...openAsking(voting.board, world),
      opinionKeeper: NO_OPINION_KEEPER,
      revisions: new RevisionFeed(),
      oweDelivery: (tenantId, view) => ({
        deliveryId: `${view.comparison.comparisonId}/${view.revision}`,
        tenantId,
        payload: "{}",
        createdAt: view.revisedAt,
        attempts: 0,
        dueAt: view.revisedAt,
      }),
    });
    return { voting: { ...world, ...voting }, desk };
  }

  #report(fault: unknown, requestId: string): void {
    if (fault instanceof StoreFault) {
      this.#listener.onStoreFault(requestId);
    } else {
      this.#listener.onFault(fault);
    }
  }
}
