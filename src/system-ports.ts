import { hash, randomBytes } from "node:crypto";
import type { Clock } from "./ports/clock.ts";
import type { Sha256Hex } from "./ports/hashing.ts";
import type { Random } from "./ports/random.ts";
import type { Timer } from "./ports/timer.ts";

const RANDOM_POOL_BYTES = 4096;
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export const systemClock: Clock = { now: () => Date.now() };

/** The longest delay that a timer of the system takes. */
const TIMER_MS_MAX = 2 ** 31 - 1;

/** A timer of the system may fire a millisecond early: one more is waited. Nothing waits for longer than some 24 days. */
export const systemTimer: Timer = {
  set: (delayMs, wake) => {
    const timeout = setTimeout(wake, Math.min(Math.max(0, Math.ceil(delayMs)) + 1, TIMER_MS_MAX));
    return () => clearTimeout(timeout);
  },
};

export const systemRandom: Random = createSystemRandom();

/** Random bytes are fetched some thousands at a time: a call to the system for every request id would cost a turn several per cent. */
function createSystemRandom(): Random {
  let pool = randomBytes(RANDOM_POOL_BYTES);
  let used = 0;
  const nextByte = (): number => {
    if (used === pool.length) {
      pool = randomBytes(RANDOM_POOL_BYTES);
      used = 0;
    }
    const byte = pool[used] ?? 0;
    pool[used] = 0;
    used += 1;
    return byte;
  };
  return {
    uint32: () => ((nextByte() << 24) | (nextByte() << 16) | (nextByte() << 8) | nextByte()) >>> 0,
    token: (byteCount) => {
      const characterCount = Math.ceil((byteCount * 8) / Math.log2(BASE62.length));
      let text = "";
      while (text.length < characterCount) {
        const byte = nextByte();
        // Bytes above 247 are drawn again: 248 is the largest multiple of 62, so every character is equally likely.
        text += byte < 248 ? BASE62.charAt(byte % BASE62.length) : "";
      }
      return text;
    },
  };
}

export const sha256Hex: Sha256Hex = (data) => hash("sha256", data);

/** Resolves after the event loop has read its sockets once. */
export function yieldLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
