import type { Random } from "../ports/random.ts";

/** Enough that no two identifiers meet, and that none can be guessed. */
const IDENTIFIER_BYTES = 15;

/** A new identifier that says what it names: `ep_…`, `ev_…`, `cmp_…`, `msg_…`, `an_…`, `ls_…`. */
export function newIdentifier(random: Random, prefix: "ep" | "ev" | "cmp" | "msg" | "an" | `ls_${string}`): string {
  return `${prefix}_${random.token(IDENTIFIER_BYTES)}`;
}
