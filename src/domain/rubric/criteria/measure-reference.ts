import { findFinalAnswer, lastLineOf } from "../final-answer.ts";
import { type Finding, findingOf, type Measure, notApplicable } from "../finding.ts";
import { normaliseAnswer } from "../normalise-answer.ts";
import { type ReadNumber, readNumbers } from "../read-numbers.ts";
import type { Criterion } from "../rubric-check.ts";
import { spaceOut } from "../space-out.ts";
import { tokenF1 } from "../token-f1.ts";

type Reference = Extract<Criterion, { readonly kind: "reference" }>;

/** What no rounding of binary fractions reaches, relative. */
const ROUNDING = 1e-9;
/** "(B)", "B.", "B) Paris": a choice before its text. */
const CHOICE = /^\W{0,4}([A-Za-z])(?:\s*[).:,]|\s*$|\s+[-–—])/;
const REFERENCE_CHOICE = /^\W{0,2}([A-Za-z])\W{0,2}$/;

/** The answer agrees with the reference of the rubric or, where that states none, with the caller's. */
export function measureReference({ match, text, tolerance }: Reference): Measure {
  return ({ answer, reference }) => {
    const right = text ?? reference;
    if (right === null || right.trim() === "") {
      return notApplicable("there is no reference");
    }
    return match === "numeric" ? compareNumbers(answer.text(), right, tolerance) : COMPARISONS[match](answer.text(), right);
  };
}

const COMPARISONS: Readonly<Record<"exact" | "f1", (answer: string, reference: string) => Finding>> = {
  exact: compareExactly,
  f1: (answer, reference) => {
    const f1 = tokenF1(comparedWords(findFinalAnswer(answer) ?? answer), comparedWords(reference));
    return { met: f1, explanation: `F1 of the words of answer and reference ${f1.toFixed(2)}` };
  },
};

function comparedWords(text: string): readonly string[] {
  return spaceOut(normaliseAnswer(text)).trim().split(/\s+/);
}

function compareExactly(answer: string, reference: string): Finding {
  const right = normaliseAnswer(findFinalAnswer(reference) ?? reference);
  const stated = findFinalAnswer(answer);
  const candidates = stated === null ? [answer, lastLineOf(answer)] : [stated, ...stated.split(",", 1), answer];
  const choice = REFERENCE_CHOICE.exec(reference.trim())?.[1]?.toLowerCase();
  const isMet = candidates.some(
    (candidate) =>
      normaliseAnswer(candidate) === right ||
      (choice !== undefined && CHOICE.exec(candidate.trim())?.[1]?.toLowerCase() === choice),
  );
  return findingOf(isMet, isMet ? "the answer is the reference" : "the answer is not the reference");
}

function compareNumbers(answer: string, reference: string, tolerance: number): Finding {
  const right = finalNumber(reference);
  if (right === null) {
    return notApplicable("the reference holds no number");
  }
  const given = finalNumber(answer);
  if (given === null) {
    return findingOf(false, "the answer gives no number");
  }
  const isMet = agree(given, right, tolerance);
  return findingOf(isMet, isMet ? "the answer's number agrees" : "the answer's number does not agree");
}

/** The number that a text gives as its answer: of a stated answer the first after its last equals sign, else the last of the text. */
function finalNumber(text: string): ReadNumber | null {
  const stated = findFinalAnswer(text);
  const inStatement = stated === null ? undefined : readNumbers(stated.slice(stated.lastIndexOf("=") + 1))[0];
  return inStatement ?? readNumbers(text).at(-1) ?? null;
}

/** A percentage agrees with its face value and, where only one of the two is one, with its hundredth. */
function agree(given: ReadNumber, right: ReadNumber, tolerance: number): boolean {
  if (isNear(given.value, right.value, tolerance)) {
    return true;
  }
  if (given.isPercent === right.isPercent) {
    return false;
  }
  return given.isPercent ? isNear(given.value / 100, right.value, tolerance) : isNear(given.value, right.value / 100, tolerance);
}

function isNear(given: number, right: number, tolerance: number): boolean {
  return Math.abs(given - right) <= Math.max(tolerance, ROUNDING) * Math.abs(right);
}
