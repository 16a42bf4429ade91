import type { Random } from "../ports/random.ts";

/** Enough that no two identifiers meet, and that none can be guessed. */
const IDENTIFIER_BYTES = 15;

type IdentifierPrefix = "ep" | "ev" | "cmp" | "msg" | "an" | "ors" | "call" | `ls_${string}`;

/** A new identifier that says what it names: `ep_…`, `ev_…`, `cmp_…`, `msg_…`, `an_…`, `ls_…`, `ors_…`, `call_…`. */
export function newIdentifier(random: Random, prefix: IdentifierPrefix): string {
  return `${prefix}_${random.token(IDENTIFIER_BYTES)}`;
}
