import type { AnnotatorRecord, AnnotatorStore, SessionRecord } from "../../ports/annotator-store.ts";
import type { Clock } from "../../ports/clock.ts";
import { BoundedCache } from "../bounded-cache.ts";

/** A session that another process ended works at most this long after. */
const LOOK_UP_KEPT_MS = 1000;
const LOOK_UPS_MAX = 20_000;

/** A session and whose it is. */
export interface SignedIn {
  readonly session: SessionRecord;
  readonly annotator: AnnotatorRecord;
}

interface LookUp {
  readonly value: SignedIn | null;
  readonly at: number;
}

/** Reads sessions from the store and remembers them for a second, so that a vote costs no look-up. */
export class SessionLookUps {
  readonly #store: AnnotatorStore;
  readonly #clock: Clock;
  readonly #known = new BoundedCache<string, LookUp>(LOOK_UPS_MAX);

  constructor(store: AnnotatorStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The session with that token's digest, expired ones too; null: there is none. */
  async find(tokenDigest: string): Promise<SignedIn | null> {
    const now = this.#clock.now();
    const known = this.#known.find(tokenDigest);
    if (known !== undefined && now - known.at < LOOK_UP_KEPT_MS) {
      return known.value;
    }
    const value = await this.#store.findSession(tokenDigest);
    this.#known.set(tokenDigest, { value, at: now });
    return value;
  }

  /** The session has begun or ended: it is read anew. */
  forget(tokenDigest: string): void {
    this.#known.delete(tokenDigest);
  }
}
