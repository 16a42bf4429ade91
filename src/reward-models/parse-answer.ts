import type { z } from "zod";
import { UpstreamError } from "../outbound/upstream-error.ts";

/** An answer as its interface promises it. Throws UpstreamError `bad_answer` that says where it is not, never what stands there. */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "the whole" : `"/${issue.path.map(String).join("/")}"`;
  throw badAnswer(`in another form than its interface promises: ${place} breaks the rule "${issue?.code ?? "form"}"`);
}

/** Puts entries into the order of what was asked for. Throws UpstreamError `bad_answer` where they are not exactly one each. */
export function orderByIndex<T extends { readonly index: number }>(entries: readonly T[], count: number): readonly T[] {
  const byIndex = new Map(entries.map((entry) => [entry.index, entry]));
  const ordered = Array.from({ length: count }, (_, index) => byIndex.get(index)).filter((entry) => entry !== undefined);
  if (ordered.length !== count || entries.length !== count) {
    throw wrongCount(entries.length, count);
  }
  return ordered;
}

/** Throws UpstreamError `bad_answer` where there are not as many answers as questions. */
export function checkCount<T>(entries: readonly T[], count: number): readonly T[] {
  if (entries.length !== count) {
    throw wrongCount(entries.length, count);
  }
  return entries;
}

/** An answer that is not what was promised. @param how goes on after "Answered". */
export function badAnswer(how: string): UpstreamError {
  return new UpstreamError("bad_answer", `Answered ${how}.`);
}

function wrongCount(found: number, asked: number): UpstreamError {
  return badAnswer(`with ${found} scores, not one for each of ${asked} conversations`);
}
