import type { Opinions } from "../fallback/opinions.ts";

/** The same fallback, but for some sources that may not answer. @param skipped as in `Opinions.ask`. */
export function withoutSources(opinions: Opinions, skipped: readonly string[]): Opinions {
  return {
    mayDiffer: (tenantId) => opinions.mayDiffer(tenantId),
    ask: (caller, ask, deadlineAt, others) => opinions.ask(caller, ask, deadlineAt, [...skipped, ...others]),
  };
}
