/** Bytes looked at from either end: a budget stands beside the long list of items, before or after it. */
const PEEKED_BYTES = 1024;
/** A member whose value holds no member of the same level: a literal, a text without escapes, or a flat object. */
const FLAT_MEMBER = String.raw`"\w+"\s*:\s*(?:[\w.+-]+|"[^"\\]*"|\{[^{}\[\]]*\})\s*`;
const BUDGET_MEMBER = String.raw`"latency_budget_ms"\s*:\s*(\d{1,9})\s*`;
const FIRST_MEMBERS = new RegExp(String.raw`^\s*\{\s*(?:${FLAT_MEMBER},\s*)*?${BUDGET_MEMBER}[,}]`);
const LAST_MEMBERS = new RegExp(String.raw`[,{]\s*${BUDGET_MEMBER}(?:,\s*${FLAT_MEMBER})*\}\s*$`);

/**
 * The `latency_budget_ms` of a body that is not to be read yet, in milliseconds, or null where neither end shows it. Only a member of the body itself is found,
 * never one of an item: between it and the body's first or last brace stand flat members alone.
 */
export function peekLatencyBudget(body: ArrayBuffer): number | null {
  const first = latin1(body, 0, Math.min(PEEKED_BYTES, body.byteLength));
  const last = latin1(body, Math.max(0, body.byteLength - PEEKED_BYTES), body.byteLength);
  const digits = LAST_MEMBERS.exec(last)?.[1] ?? FIRST_MEMBERS.exec(first)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Every byte as one character: whatever is not ASCII matters only in that it is not. */
function latin1(body: ArrayBuffer, start: number, end: number): string {
  return Buffer.from(body, start, end - start).toString("latin1");
}
