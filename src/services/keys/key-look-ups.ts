import type { Clock } from "../../ports/clock.ts";
import type { KeyRecord, KeyStore } from "../../ports/key-store.ts";

/** A revoked key works at most this long after its revocation. */
const LOOK_UP_KEPT_MS = 1000;
const LOOK_UPS_MAX = 10_000;

interface LookUp<T> {
  readonly value: T;
  readonly at: number;
}

/** Reads keys from the store and remembers them for a second, so that a hot path costs one hash. */
export class KeyLookUps {
  readonly #store: KeyStore;
  readonly #clock: Clock;
  readonly #keys = new Map<string, LookUp<KeyRecord | null>>();
  #liveKeys: LookUp<number> | null = null;

  constructor(store: KeyStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async findKey(keyId: string): Promise<KeyRecord | null> {
    const now = this.#clock.now();
    const known = this.#keys.get(keyId);
    if (known && now - known.at < LOOK_UP_KEPT_MS) {
      return known.value;
    }
    const value = await this.#store.findKey(keyId);
    if (this.#keys.size >= LOOK_UPS_MAX) {
      this.#keys.clear();
    }
    this.#keys.set(keyId, { value, at: now });
    return value;
  }

  async countLiveKeys(): Promise<number> {
    const now = this.#clock.now();
    if (!this.#liveKeys || now - this.#liveKeys.at >= LOOK_UP_KEPT_MS) {
      this.#liveKeys = { value: await this.#store.countLiveKeys(now), at: now };
    }
    return this.#liveKeys.value;
  }
}
