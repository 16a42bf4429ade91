import type { Clock } from "../../ports/clock.ts";
import type { KeyCounts, KeyRecord, KeyStore } from "../../ports/key-store.ts";
import { BoundedCache } from "../bounded-cache.ts";
import { RememberedLookUp } from "../remembered-look-up.ts";

const LOOK_UPS_MAX = 10_000;

/** Reads keys from the store and remembers them for a second, so that a hot path costs one hash. A revoked key works at most so long after its revocation. */
export class KeyLookUps {
  readonly #store: KeyStore;
  readonly #clock: Clock;
  readonly #keys = new BoundedCache<string, RememberedLookUp<KeyRecord | null>>(LOOK_UPS_MAX);
  readonly #counts: RememberedLookUp<KeyCounts>;

  constructor(store: KeyStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#counts = new RememberedLookUp(clock, (at) => store.countKeys(at));
  }

  async findKey(keyId: string): Promise<KeyRecord | null> {
    const known = this.#keys.find(keyId);
    if (known !== undefined) {
      return known.read();
    }
    const lookUp = new RememberedLookUp(this.#clock, () => this.#store.findKey(keyId));
    this.#keys.set(keyId, lookUp);
    return lookUp.read();
  }

  async countKeys(): Promise<KeyCounts> {
    return this.#counts.read();
  }
}
