import type { CompatAnswerer, CompatKind } from "./compat-call.ts";
import { type CompatDoor, createCompatAnswerer } from "./create-compat-answerer.ts";
import { createVerifyAnswerer } from "./nemo-gym/verify-row.ts";
import { createOpenRlhfDialect } from "./openrlhf-dialect.ts";
import { createSlimeDialect } from "./slime-dialect.ts";

/** How requests of trainers are answered, by their kind. */
export type CompatAnswerers = Readonly<Record<CompatKind, CompatAnswerer>>;

/** What answers trainers' requests, the same on the main thread and on a scoring thread. */
export function createCompatAnswerers(door: CompatDoor): CompatAnswerers {
  const { limits } = door.ports;
  return {
    openrlhf: createCompatAnswerer(door, createOpenRlhfDialect(limits)),
    slime: createCompatAnswerer(door, createSlimeDialect(limits)),
    nemo_gym_verify: createVerifyAnswerer(door),
  };
}
