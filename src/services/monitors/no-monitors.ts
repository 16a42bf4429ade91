import type { Monitors } from "./monitors.ts";

/** Nobody watches. */
export const NO_MONITORS: Monitors = { observe: () => undefined };
