import { toFraction } from "./to-fraction.ts";

/** Draws of 0 ≤ draw < 1 that the seed fixes: Mulberry32 (Ettinger 2017). For stories, simulations and measurements that have to be told twice; not for secrets. @param seed a whole number; its low 32 bits count. */
export function createDraws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return toFraction((mixed ^ (mixed >>> 14)) >>> 0);
  };
}
