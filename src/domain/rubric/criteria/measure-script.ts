import { findingOf, type Measure, notApplicable } from "../finding.ts";
import type { Criterion } from "../rubric-check.ts";

type Script = Extract<Criterion, { readonly kind: "script" }>;

const LETTERS = /\p{L}+/gu;

/** At least that share of the letters are of the script, a name of Unicode's (https://www.unicode.org/reports/tr24/). Throws where there is no such script. */
export function measureScript({ script, shareMin }: Script): Measure {
  const ofScript = compileScript(script);
  return ({ answer }) => {
    const text = answer.markdown().prose;
    const letters = lengthOf(text.match(LETTERS));
    if (letters === 0) {
      return notApplicable("the answer has no letters");
    }
    const share = lengthOf(text.match(ofScript)) / letters;
    return findingOf(share >= shareMin, `${Math.round(share * 100)} % of ${letters} letters`);
  };
}

function compileScript(script: string): RegExp {
  try {
    return new RegExp(`[\\p{L}&&\\p{Script=${script}}]+`, "gv");
  } catch {
    throw new Error(`"${script}" is no script of Unicode's. Name one as in "Latin", "Cyrillic", "Han" or "Arabic".`);
  }
}

function lengthOf(runs: readonly string[] | null): number {
  return (runs ?? []).reduce((sum, run) => sum + run.length, 0);
}
