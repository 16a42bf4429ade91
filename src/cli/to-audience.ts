import { InvalidArgumentError } from "commander";
import { AUDIENCE_NAME, AUDIENCE_NAME_RULE } from "../domain/questions/audience-name.ts";

/** Reads the value of an option: what an audience may be called. Throws what the command line answers with where the text is none. */
export function toAudience(text: string): string {
  if (!AUDIENCE_NAME.test(text)) {
    throw new InvalidArgumentError(`It must be ${AUDIENCE_NAME_RULE}.`);
  }
  return text;
}
