import { InvalidRequestError, NotFoundError, UnavailableError } from "../../../domain/errors.ts";
import type { Scenario } from "../../../domain/scenarios/scenario.ts";
import type { Caller } from "../../../services/caller.ts";
import type { CreatedEpisode } from "../../../services/episodes/create-episode.ts";
import { endEpisode } from "../../../services/episodes/end-episode.ts";
import type { ServicePorts } from "../../../services/service-ports.ts";
import { ORS_LIMITS } from "./ors-limits.ts";

/** What a session plays. */
export interface SessionPlay {
  /** The version that it was opened with. */
  readonly scenario: Scenario;
  readonly episode: CreatedEpisode;
}

/** One rollout of a client: an episode and where it stands. */
export interface OrsSession extends SessionPlay {
  /** Unlike that of any other session of any tenant. */
  readonly key: string;
  /** Who opened it: what is done in its name while nobody asks. */
  readonly caller: Caller;
  /** What it was opened with, as text. */
  readonly opening: string;
  /** Turns played so far. */
  turn: number;
  isFinished: boolean;
  /** Of the clock. */
  heardAt: number;
}

const RETRY_AFTER_SECONDS = 5;

/** The sessions of all clients: bounded in number, and ended when nobody has heard of them for a while. They live in memory; their episodes are on disk. */
export class OrsSessions {
  readonly #ports: ServicePorts;
  readonly #sessionsMax: number;
  readonly #sessions = new Map<string, OrsSession>();
  readonly #opening = new Map<string, { readonly opening: string; readonly session: Promise<OrsSession> }>();
  #stopSweeps: () => void;

  constructor(ports: ServicePorts, sessionsMax: number) {
    this.#ports = ports;
    this.#sessionsMax = sessionsMax;
    this.#stopSweeps = this.#sweepLater();
  }

  /** Sessions that are open or being opened. */
  get size(): number {
    return this.#sessions.size + this.#opening.size;
  }

  /**
   * Opens a session. The same once more, as from a client who never read the answer, gets the session that is there, unless it has been played in.
   * Throws InvalidRequestError where it is another one, UnavailableError where there are too many, and whatever `start` throws.
   */
  async open(caller: Caller, sessionId: string, opening: string, start: () => Promise<SessionPlay>): Promise<OrsSession> {
    const key = keyOf(caller, sessionId);
    const there = this.#sessions.get(key) ?? this.#opening.get(key);
    if (there !== undefined) {
      const session = "session" in there ? await there.session : there;
      if (session.opening !== opening || session.turn > 0) {
        throw new InvalidRequestError("Session already exists. POST /create_session gives the id of another one.");
      }
      return session;
    }
    if (this.size >= this.#sessionsMax) {
      throw new UnavailableError("overloaded", `There are ${this.size} sessions open, as many as there may be.`, {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
    const session = this.#start({ key, caller, opening }, start);
    this.#opening.set(key, { opening, session });
    try {
      return await session;
    } finally {
      this.#opening.delete(key);
    }
  }

  /** A session that is open, which has been heard of by that. Throws NotFoundError. */
  get(caller: Caller, sessionId: string): OrsSession {
    const session = this.find(caller, sessionId);
    if (session === null) {
      throw new NotFoundError(
        `Active environment not found: there is no such session, or it has ended (deleted, silent for ${ORS_LIMITS.sessionIdleMs / 60_000} minutes, or lost with a restart of the server). POST /create opens one, which begins anew.`,
      );
    }
    session.heardAt = this.#ports.clock.now();
    return session;
  }

  /** The same, without being heard of; null where there is none. */
  find(caller: Caller, sessionId: string): OrsSession | null {
    return this.#sessions.get(keyOf(caller, sessionId)) ?? null;
  }

  /** Ends a session and its episode; one that is not there is left alone. */
  async end(caller: Caller, sessionId: string): Promise<void> {
    const session = this.find(caller, sessionId);
    if (session !== null) {
      await this.#end(session);
    }
  }

  /** Stops looking for sessions that nobody has heard of. */
  close(): void {
    this.#stopSweeps();
  }

  async #start(named: Pick<OrsSession, "key" | "caller" | "opening">, start: () => Promise<SessionPlay>): Promise<OrsSession> {
    const play = await start();
    const session = { ...named, ...play, turn: 0, isFinished: false, heardAt: this.#ports.clock.now() };
    this.#sessions.set(session.key, session);
    return session;
  }

  async #end(session: OrsSession): Promise<void> {
    this.#sessions.delete(session.key);
    if (!session.isFinished) {
      await endEpisode(this.#ports, session.caller, session.episode.episodeId);
    }
  }

  #sweepLater(): () => void {
    return this.#ports.timer.set(ORS_LIMITS.sweepEveryMs, () => {
      this.#stopSweeps = this.#sweepLater();
      const heardSince = this.#ports.clock.now() - ORS_LIMITS.sessionIdleMs;
      for (const session of this.#sessions.values()) {
        if (session.heardAt < heardSince) {
          // An episode that cannot be ended now expires by itself.
          this.#end(session).catch((fault: unknown) => this.#ports.reportFault(fault, session.caller.requestId));
        }
      }
    });
  }
}

function keyOf({ tenantId }: Caller, sessionId: string): string {
  return `${tenantId}/${sessionId}`;
}
