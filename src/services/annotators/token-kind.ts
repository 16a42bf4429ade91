import type { Random } from "../../ports/random.ts";

/** Texts that let whoever holds them in. The prefix tells what they are for, and lets secret scanners find a leaked one; only their digests are kept. */
export interface TokenKind {
  make(random: Random): string;
  /** Whether a text has the form of one. */
  matches(text: string): boolean;
}

/** Whoever holds one votes as that annotator. */
export const SESSION_TOKENS = createTokenKind("fms", 32);
/** Whoever holds one first is let in, once. */
export const INVITE_TOKENS = createTokenKind("fmi", 24);

function createTokenKind(prefix: string, byteCount: number): TokenKind {
  const form = new RegExp(`^${prefix}_[0-9A-Za-z]{20,100}$`);
  return { make: (random) => `${prefix}_${random.token(byteCount)}`, matches: (text) => form.test(text) };
}
