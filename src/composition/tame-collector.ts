import { setFlagsFromString } from "node:v8";

/** Up to here the collector's helpers, four by default, would leave the main thread a fraction of a core for tenths of a second at a time. */
const SMALL_MACHINE_CORES = 2;

/**
 * Has the garbage collector leave a small machine a core to answer with. Of compares that are held for people, one in a thousand was 74 ms late or more on two cores,
 * and 170 ms without this (docs/benchmarks.md). Both flags are read anew for every collection, so they may be set while the program runs.
 */
export function tameCollector(cores: number): void {
  if (cores <= SMALL_MACHINE_CORES) {
    setFlagsFromString("--concurrent-marking-max-worker-num=1");
    setFlagsFromString("--no-parallel-scavenge");
  }
}
