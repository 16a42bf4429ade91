/** How far a stated answer reaches at most. */
const STATEMENT_CHARACTERS_MAX = 300;

const BOXED = "\\boxed{";
const TAGGED = /<answer>([^<]{0,10000})<\/answer>/gi;
/** "#### 42": the form of GSM8K, https://github.com/openai/grade-school-math */
const HASHED = /^####[ \t]+(.+)$/gm;
/** "The answer is …", "Final answer: …", "**Answer:** …". */
const STATED =
  /\b(?:(?:final|correct|right|best) )?(?:answer|result|solution)(?: to [^.:\n]{1,80})?(?:\*\*|__)?(?:\s{0,3}(?:is|are|equals|would be)\b:?|\s{0,3}[:=])(?:\*\*|__)?\s{0,3}/gi;
/** Where a statement in running text ends: a line break, or a full stop before white space. */
const STATEMENT_END = /\n|[.!?。](?=\s|$)/;

/**
 * What a text gives as its answer, and nothing of the way there: the last `\boxed{…}`, `<answer>…</answer>`, `#### …` or "the answer is …", in this order of trust. Null where it states none in such a form.
 */
export function findFinalAnswer(text: string): string | null {
  return lastBoxed(text) ?? lastMatch(text, TAGGED) ?? lastMatch(text, HASHED) ?? lastStatement(text);
}

/** The last line that has a letter or digit. */
export function lastLineOf(text: string): string {
  return (
    text
      .split("\n")
      .filter((line) => /[\p{L}\p{N}]/u.test(line))
      .at(-1)
      ?.trim() ?? ""
  );
}

function lastBoxed(text: string): string | null {
  const opening = text.lastIndexOf(BOXED);
  if (opening < 0) {
    return null;
  }
  const start = opening + BOXED.length;
  let depth = 1;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    depth += character === "{" ? 1 : character === "}" ? -1 : 0;
    if (depth === 0) {
      return text.slice(start, index).trim();
    }
  }
  return null;
}

function lastMatch(text: string, pattern: RegExp): string | null {
  return [...text.matchAll(pattern)].at(-1)?.[1]?.trim() ?? null;
}

function lastStatement(text: string): string | null {
  const last = [...text.matchAll(STATED)].at(-1);
  if (last === undefined) {
    return null;
  }
  const start = last.index + last[0].length;
  const rest = text.slice(start, start + STATEMENT_CHARACTERS_MAX);
  const end = rest.search(STATEMENT_END);
  const statement = (end < 0 ? rest : rest.slice(0, end)).trim();
  return statement === "" ? null : statement;
}
