import type { AnnotatorRecord, AnnotatorStore, SessionRecord } from "../../ports/annotator-store.ts";
import type { Clock } from "../../ports/clock.ts";
import { BoundedCache } from "../bounded-cache.ts";
import { RememberedLookUp } from "../remembered-look-up.ts";

const LOOK_UPS_MAX = 20_000;

/** A session and whose it is. */
export interface SignedIn {
  readonly session: SessionRecord;
  readonly annotator: AnnotatorRecord;
}

/** Reads sessions from the store and remembers them for a second, so that a vote costs no look-up. A session that another process ended works at most so long after. */
export class SessionLookUps {
  readonly #store: AnnotatorStore;
  readonly #clock: Clock;
  readonly #known = new BoundedCache<string, RememberedLookUp<SignedIn | null>>(LOOK_UPS_MAX);

  constructor(store: AnnotatorStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The session with that token's digest, expired ones too; null: there is none. */
  async find(tokenDigest: string): Promise<SignedIn | null> {
    const known = this.#known.find(tokenDigest);
    if (known !== undefined) {
      return known.read();
    }
    const lookUp = new RememberedLookUp(this.#clock, () => this.#store.findSession(tokenDigest));
    this.#known.set(tokenDigest, lookUp);
    return lookUp.read();
  }

  /** The session has begun or ended: it is read anew. */
  forget(tokenDigest: string): void {
    this.#known.delete(tokenDigest);
  }
}
