import type { Opinion } from "../fallback/opinions.ts";

/** Whether whoever answered noted that the candidate of that place speaks to whoever scores it. */
export function isSuspected({ candidates }: Opinion, place: number): boolean {
  return candidates[place]?.flags.includes("injection_suspected") ?? false;
}
