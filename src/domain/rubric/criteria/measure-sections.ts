import { findHeadings, type Heading, headingWords } from "../find-headings.ts";
import type { Measure } from "../finding.ts";
import { standsAt } from "../phrase-finder.ts";
import type { Criterion } from "../rubric-check.ts";

type Sections = Extract<Criterion, { readonly kind: "sections" }>;

/** The headings are there; in order: those count that stand in the stated order, as many as can. Graded: the share of them. */
export function measureSections({ headings, inOrder, graded }: Sections): Measure {
  const expected = headings.map(headingWords);
  return ({ answer }) => {
    const found = findHeadings(answer.markdown().lines);
    const places = expected.map((words) => found.findIndex((heading) => isHeading(heading, words))).filter((place) => place >= 0);
    const kept = inOrder ? longestRise(places) : places.length;
    const share = kept / expected.length;
    return {
      met: graded || share === 1 ? share : 0,
      explanation: `${kept} of ${expected.length} sections${inOrder ? " in their order" : ""}`,
    };
  };
}

function isHeading(heading: Heading, words: readonly string[]): boolean {
  return standsAt(words, heading.words, 0) && (!heading.isExact || heading.words.length === words.length);
}

/** How many of the places are left at least when the fewest are dropped so that the rest rise. The lists are a rubric's: short. */
function longestRise(places: readonly number[]): number {
  const lengths: number[] = [];
  for (const [index, place] of places.entries()) {
    const before = lengths.filter((_length, earlier) => (places[earlier] ?? 0) < place);
    lengths[index] = 1 + Math.max(0, ...before);
  }
  return Math.max(0, ...lengths);
}
