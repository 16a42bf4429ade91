import type { Random } from "../../ports/random.ts";

const SESSION_BYTES = 32;
const INVITE_BYTES = 24;
const SESSION_TOKEN = /^fms_[0-9A-Za-z]{20,100}$/;
const INVITE_TOKEN = /^fmi_[0-9A-Za-z]{20,100}$/;

/** A new session token, `fms_…`: whoever holds it votes as that annotator. Only its digest is kept. */
export function newSessionToken(random: Random): string {
  return `fms_${random.token(SESSION_BYTES)}`;
}

/** A new invite token, `fmi_…`: whoever holds it first is let in, once. Only its digest is kept. */
export function newInviteToken(random: Random): string {
  return `fmi_${random.token(INVITE_BYTES)}`;
}

/** Whether a text has the form of a session token. */
export function isSessionToken(text: string): boolean {
  return SESSION_TOKEN.test(text);
}

/** Whether a text has the form of an invite token. */
export function isInviteToken(text: string): boolean {
  return INVITE_TOKEN.test(text);
}
