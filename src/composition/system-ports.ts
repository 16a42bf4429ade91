import { hash, randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { Clock } from "../ports/clock.ts";
import type { Sha256Hex } from "../ports/hashing.ts";
import type { Random } from "../ports/random.ts";
import { TIMER_MS_MAX, type Timer } from "../ports/timer.ts";

const RANDOM_POOL_BYTES = 4096;
const BASE62_CODES = Buffer.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "latin1");
/** Longer than any identifier. */
const SCRATCH_CHARACTERS = 64;

export const systemClock: Clock = { now: () => Date.now() };

/** Milliseconds that have passed since the process began, with fractions, however the clock is set meanwhile. */
export const systemStopwatch = (): number => performance.now();

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
  const scratch = Buffer.alloc(SCRATCH_CHARACTERS);
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
      const characterCount = Math.ceil((byteCount * 8) / Math.log2(BASE62_CODES.length));
      // Written as bytes: a text that grows by one character at a time leaves as many texts behind.
      const characters = characterCount <= scratch.length ? scratch : Buffer.alloc(characterCount);
      for (let written = 0; written < characterCount; ) {
        const byte = nextByte();
        // Bytes above 247 are drawn again: 248 is the largest multiple of 62, so every character is equally likely.
        if (byte < 248) {
          characters[written] = BASE62_CODES[byte % BASE62_CODES.length] ?? 0;
          written += 1;
        }
      }
      return characters.toString("latin1", 0, characterCount);
    },
  };
}

export const sha256Hex: Sha256Hex = (data) => hash("sha256", data);
