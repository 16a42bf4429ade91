import type { Random } from "../../ports/random.ts";

const SANE_REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;
const REQUEST_ID_BYTES = 12;

/** The caller's own request id where it is sane, else a new one: it is logged and echoed, so nothing else may be in it. */
export function chooseRequestId(incoming: string | undefined, random: Random): string {
  return incoming !== undefined && SANE_REQUEST_ID.test(incoming) ? incoming : `req_${random.token(REQUEST_ID_BYTES)}`;
}
