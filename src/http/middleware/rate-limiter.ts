import type { Clock } from "../../ports/clock.ts";

const WINDOW_MS = 60_000;

/** Where a key stands in its present minute. */
export interface RateStanding {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Unix seconds at which the count starts anew. */
  readonly resetAtSeconds: number;
  /** Whole seconds until then, at least 1. */
  readonly retryAfterSeconds: number;
}

/** What an answer tells its caller of the standing. */
export function toRateHeaders({ limit, remaining, resetAtSeconds }: RateStanding): Readonly<Record<string, string>> {
  return {
    "X-RateLimit-Limit": String(limit),
    "X-RateLimit-Remaining": String(remaining),
    "X-RateLimit-Reset": String(resetAtSeconds),
  };
}

interface Window {
  readonly endsAt: number;
  count: number;
}

/** Counts requests by key in fixed minutes that start with a key's first request. Keeps at most `countedKeysMax` keys. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #requestsPerMinute: number;
  readonly #countedKeysMax: number;
  readonly #windows = new Map<string, Window>();

  constructor(clock: Clock, limits: { readonly requestsPerMinute: number; readonly countedKeysMax: number }) {
    this.#clock = clock;
    this.#requestsPerMinute = limits.requestsPerMinute;
    this.#countedKeysMax = limits.countedKeysMax;
  }

  /** Counts one request of that key. A refused request is not counted. */
  take(keyId: string): RateStanding {
    const now = this.#clock.now();
    const window = this.#windowOf(keyId, now);
    const isAllowed = window.count < this.#requestsPerMinute;
    if (isAllowed) {
      window.count += 1;
    }
    return {
      isAllowed,
      limit: this.#requestsPerMinute,
      remaining: this.#requestsPerMinute - window.count,
      resetAtSeconds: Math.ceil(window.endsAt / 1000),
      retryAfterSeconds: Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
    };
  }

  #windowOf(keyId: string, now: number): Window {
    const known = this.#windows.get(keyId);
    // A window that ends later than one that began now began before the clock was set back.
    if (known !== undefined && now < known.endsAt && known.endsAt <= now + WINDOW_MS) {
      return known;
    }
    // Deleted first so that the map's order is the order of the windows' ends.
    this.#windows.delete(keyId);
    if (this.#windows.size >= this.#countedKeysMax) {
      const oldest = this.#windows.keys().next();
      if (!oldest.done) {
        this.#windows.delete(oldest.value);
      }
    }
    const fresh: Window = { endsAt: now + WINDOW_MS, count: 0 };
    this.#windows.set(keyId, fresh);
    return fresh;
  }
}
