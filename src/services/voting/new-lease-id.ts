import type { Clock } from "../../ports/clock.ts";
import type { Random } from "../../ports/random.ts";
import { newIdentifier } from "../new-identifier.ts";

/** Enough for the milliseconds of three thousand years in base 36. */
const TIME_CHARACTERS = 9;

/**
 * A new lease's identifier, `ls_…`. It begins with the time, so that the leases of a while lie together in the store's index and those that are committed together share
 * its pages; what follows cannot be guessed.
 */
export function newLeaseId({ clock, random }: { readonly clock: Clock; readonly random: Random }): string {
  const time = clock.now().toString(36).padStart(TIME_CHARACTERS, "0");
  return newIdentifier(random, `ls_${time}`);
}
