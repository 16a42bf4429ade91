import { UnavailableError } from "../../../domain/errors.ts";
import { newIdentifier } from "../../../services/new-identifier.ts";
import type { ServicePorts } from "../../../services/service-ports.ts";
import { ORS_LIMITS } from "./ors-limits.ts";

/** How a call came out: its result, or why there will never be one. */
export type OrsOutcome = { readonly json: string } | { readonly fatal: string };

/** A call that is played or has been. */
export interface OrsCall {
  readonly taskId: string;
  /** Of the session that it is a call of. */
  readonly sessionKey: string;
  /** What was called, as text. */
  readonly called: string;
  /** Never rejects. */
  readonly outcome: Promise<OrsOutcome>;
  /** Whether some client was sent its outcome to the end. */
  isDelivered: boolean;
}

interface EndedCall {
  readonly call: OrsCall;
  readonly characters: number;
  readonly endedAt: number;
}

/**
 * Calls by their task ids, so that a client whose connection broke gets the result of the call that it made, rather than another turn. One call of a session is
 * played at a time, in the order in which they came. Results are kept for a while and within a size.
 */
export class OrsCalls {
  readonly #ports: Pick<ServicePorts, "clock" | "random">;
  /** By session, in the order in which they came. */
  readonly #running = new Map<string, readonly OrsCall[]>();
  /** By task id, in the order in which they ended. */
  readonly #ended = new Map<string, EndedCall>();
  /** The last call that was made in each session whose outcome is still kept. */
  readonly #last = new Map<string, OrsCall>();
  #characters = 0;

  constructor(ports: Pick<ServicePorts, "clock" | "random">) {
    this.#ports = ports;
  }

  /** A call of that session by its task id; null: there is none, or not any more. */
  find(sessionKey: string, taskId: string): OrsCall | null {
    this.#forgetOld();
    const call = this.#ended.get(taskId)?.call ?? this.#running.get(sessionKey)?.find((known) => known.taskId === taskId);
    return call?.sessionKey === sessionKey ? call : null;
  }

  /**
   * Plays a call after those of the session that came before. A client who makes the very call again whose outcome it was never sent has not heard of the first:
   * it joins that one. Throws UnavailableError where too many calls of the session wait.
   * @param play the call; what it rejects with is told by `toFatal`.
   */
  start(sessionKey: string, called: string, play: () => Promise<string>, toFatal: (fault: unknown) => string): OrsCall {
    this.#forgetOld();
    const last = this.#last.get(sessionKey);
    if (last !== undefined && last.called === called && !last.isDelivered) {
      return last;
    }
    const before = this.#running.get(sessionKey) ?? [];
    if (before.length >= ORS_LIMITS.sessionCallsMax) {
      throw new UnavailableError("overloaded", `This session has ${before.length} calls under way, as many as it may have.`);
    }
    const turn = before.at(-1)?.outcome ?? Promise.resolve();
    const outcome = turn.then(play).then(
      (json): OrsOutcome => ({ json }),
      (fault: unknown): OrsOutcome => ({ fatal: toFatal(fault) }),
    );
    const call: OrsCall = {
      taskId: newIdentifier(this.#ports.random, "call"),
      sessionKey,
      called,
      outcome: outcome.then((ended) => {
        this.#keep(call, "json" in ended ? ended.json.length : ended.fatal.length);
        return ended;
      }),
      isDelivered: false,
    };
    this.#running.set(sessionKey, [...before, call]);
    this.#last.set(sessionKey, call);
    return call;
  }

  #keep(call: OrsCall, characters: number): void {
    const others = (this.#running.get(call.sessionKey) ?? []).filter((running) => running !== call);
    if (others.length > 0) {
      this.#running.set(call.sessionKey, others);
    } else {
      this.#running.delete(call.sessionKey);
    }
    this.#ended.set(call.taskId, { call, characters, endedAt: this.#ports.clock.now() });
    this.#characters += characters;
    this.#forgetOld();
  }

  #forgetOld(): void {
    const endedSince = this.#ports.clock.now() - ORS_LIMITS.resultKeptMs;
    for (const { call, characters, endedAt } of this.#ended.values()) {
      if (endedAt >= endedSince && this.#characters <= ORS_LIMITS.resultCharactersMax) {
        return;
      }
      this.#ended.delete(call.taskId);
      this.#characters -= characters;
      if (this.#last.get(call.sessionKey) === call) {
        this.#last.delete(call.sessionKey);
      }
    }
  }
}
