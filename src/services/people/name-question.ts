import type { AnyContent } from "../../domain/questions/question.ts";
import { canonicalJson } from "../../domain/scenarios/canonical-json.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";

/** Enough of the digest that no two questions meet. */
const DIGEST_CHARACTERS = 32;

/** The id of a question: it follows from what is asked, of whom and for which tenant, so that the same thing asked again is the same question. */
export function nameQuestion(sha256Hex: Sha256Hex, tenantId: string, audience: string, content: AnyContent): string {
  return `q_${sha256Hex(canonicalJson([tenantId, audience, content])).slice(0, DIGEST_CHARACTERS)}`;
}
