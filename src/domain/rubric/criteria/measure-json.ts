import { findingOf, type Measure } from "../finding.ts";
import type { CheckJson } from "../rubric-tools.ts";
import type { TextView } from "../text-view.ts";

/** Nesting that is read: schemas are walked by recursion. */
const NESTING_MAX = 64;

/** The answer, or else its first fenced block that is named json or not at all, is JSON, and valid under the schema where there is one. */
export function measureJson(checkJson: CheckJson | null): Measure {
  return ({ answer }) => {
    // A number, word or text of its own is no JSON document unless a schema asks for one: nearly any short answer would be.
    const parsed = parseFirst(answer, checkJson !== null);
    if (parsed === null) {
      return findingOf(false, "the answer is not JSON");
    }
    const fault = checkJson?.(parsed.value) ?? null;
    return fault === null
      ? findingOf(true, checkJson === null ? "valid JSON" : "valid JSON, valid under the schema")
      : findingOf(false, `valid JSON, but ${fault}`);
  };
}

function parseFirst(answer: TextView, takesBareValues: boolean): { readonly value: unknown } | null {
  const whole = parse(answer.text(), takesBareValues);
  if (whole !== null) {
    return whole;
  }
  const fence = answer.markdown().fences.find(({ language }) => language === "" || language.startsWith("json"));
  return fence === undefined ? null : parse(fence.content, takesBareValues);
}

/** Null where the text is no JSON, is nested too deeply, or is a bare value (a number, a text) and none is taken. */
function parse(text: string, takesBareValues: boolean): { readonly value: unknown } | null {
  const first = text.trimStart().charAt(0);
  if ((!takesBareValues && first !== "{" && first !== "[") || nestingOf(text) > NESTING_MAX) {
    return null;
  }
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** How deeply brackets stand in brackets, those inside of strings aside. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (isInString) {
      index += character === "\\" ? 1 : 0;
      isInString = character !== '"';
    } else if (character === '"') {
      isInString = true;
    } else if (character === "{" || character === "[") {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === "}" || character === "]") {
      depth -= 1;
    }
  }
  return deepest;
}
