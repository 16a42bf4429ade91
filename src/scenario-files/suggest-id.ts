import { createSpellingCorrector } from "../domain/topics/spelling-corrector.ts";

const NEAR_MAX = 3;
const NAMED_MAX = 12;

/** What may have been meant by an id that is none, to stand behind the error; what there is where nothing is near, unless that is much. */
export function suggestId(id: string, candidates: ReadonlySet<string>): string {
  const known = [...candidates];
  const prefix = id.slice(0, 4).toLowerCase();
  const corrected = createSpellingCorrector(known)(id);
  const near = new Set([
    ...(corrected === null ? [] : [corrected]),
    ...known.filter((candidate) => candidate.toLowerCase().includes(prefix)),
  ]);
  if (near.size > 0) {
    return `; did you mean ${[...near].slice(0, NEAR_MAX).join(", ")}?`;
  }
  return known.length > 0 && known.length <= NAMED_MAX ? ` (${known.join(", ")})` : "";
}
