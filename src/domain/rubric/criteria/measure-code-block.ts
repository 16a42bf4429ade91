import { findingOfPresence, type Measure } from "../finding.ts";
import { hasCodeBlock } from "../has-code-block.ts";
import type { Criterion } from "../rubric-check.ts";

type CodeBlock = Extract<Criterion, { readonly kind: "code_block" }>;

/** There is a fenced block of code with something in it, of that language where one is named. */
export function measureCodeBlock({ language, expects }: CodeBlock): Measure {
  return ({ answer }) => {
    const { fences } = answer.markdown();
    const isThere = hasCodeBlock(fences, language);
    const explanation =
      fences.length === 0 ? "no block of code" : `${isThere ? "a" : "no"} block of code that counts among ${fences.length}`;
    return findingOfPresence(isThere, expects, answer.text() === "", explanation);
  };
}
