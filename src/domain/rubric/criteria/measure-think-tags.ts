import { countOf, findingOf, type Measure } from "../finding.ts";
import type { Criterion } from "../rubric-check.ts";

type ThinkTags = Extract<Criterion, { readonly kind: "think_tags" }>;

const MARK = /<(\/?)think(?:ing)?>/gi;
const LEADING_SPACE = /^\s*/;

/** Thinking marks as the rule asks, in every message that is read. */
export function measureThinkTags({ rule }: ThinkTags): Measure {
  return ({ answer }) => {
    const kept = answer.raw.filter(RULES[rule]).length;
    return findingOf(
      kept === answer.raw.length,
      `${kept} of ${countOf(answer.raw.length, "message")} with thinking marks as asked`,
    );
  };
}

const RULES: Readonly<Record<ThinkTags["rule"], (message: string) => boolean>> = {
  required: hasThoughtBeforeAnswer,
  forbidden: (message) => marksOf(message).length === 0,
  closed: (message) => isClosed(marksOf(message)),
};

interface Mark {
  readonly index: number;
  readonly end: number;
  readonly closes: boolean;
}

function marksOf(message: string): readonly Mark[] {
  return message.includes("<")
    ? [...message.matchAll(MARK)].map(({ index, 0: mark, 1: slash }) => ({
        index,
        end: index + mark.length,
        closes: slash === "/",
      }))
    : [];
}

/** One closed passage with something in it, at the beginning, and an answer after it. */
function hasThoughtBeforeAnswer(message: string): boolean {
  const marks = marksOf(message);
  const [open, close] = marks;
  return (
    open !== undefined &&
    close !== undefined &&
    marks.length === 2 &&
    isClosed(marks) &&
    open.index === (LEADING_SPACE.exec(message)?.[0].length ?? 0) &&
    message.slice(open.end, close.index).trim() !== "" &&
    message.slice(close.end).trim() !== ""
  );
}

/** Opening and closing marks take turns, beginning with an opening one. */
function isClosed(marks: readonly Mark[]): boolean {
  return marks.length % 2 === 0 && marks.every((mark, number) => mark.closes === (number % 2 === 1));
}
