import type { TextView } from "../text-view.ts";
import type { Constraint, ConstraintReader } from "./constraint.ts";
import { readAbsences } from "./read-absences.ts";
import { readAskedQuestions } from "./read-asked-questions.ts";
import { readCasing } from "./read-casing.ts";
import { readChoices } from "./read-choices.ts";
import { readEdges } from "./read-edges.ts";
import { readFormats } from "./read-formats.ts";
import { readItemCounts } from "./read-item-counts.ts";
import { readLanguages } from "./read-languages.ts";
import { readLengths } from "./read-lengths.ts";
import { readWordings } from "./read-wordings.ts";

/** Characters of a request that are read at its beginning and at its end; the instructions of a long one stand there, around what they are about. */
const REQUEST_EDGE_CHARACTERS = 1_500;
/** Constraints of one request that are checked. */
const CONSTRAINTS_MAX = 24;

const READERS: readonly ConstraintReader[] = [
  readLengths,
  readItemCounts,
  readFormats,
  readLanguages,
  readCasing,
  readWordings,
  readAbsences,
  readEdges,
  readChoices,
  readAskedQuestions,
];

/** The constraints that a request states, blocks of code in it aside. */
export function readConstraints(request: TextView): readonly Constraint[] {
  const text = edgesOf(plainQuotes(request.markdown().prose));
  return READERS.flatMap((read) => read(text)).slice(0, CONSTRAINTS_MAX);
}

function edgesOf(text: string): string {
  return text.length <= 2 * REQUEST_EDGE_CHARACTERS
    ? text
    : `${text.slice(0, REQUEST_EDGE_CHARACTERS)}\n\n${text.slice(-REQUEST_EDGE_CHARACTERS)}`;
}

/** Straight quotes and apostrophes, so that each reader needs one form. */
function plainQuotes(text: string): string {
  return text.replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'");
}
