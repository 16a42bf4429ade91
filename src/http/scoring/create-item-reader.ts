import type { ZodType, z } from "zod";
import { type FieldError, InvalidRequestError } from "../../domain/errors.ts";
import type { ScoringFailure } from "../../services/scoring/evaluation.ts";
import { invalidItem } from "../../services/scoring/invalid-item.ts";
import { compileParser } from "../compile-schema.ts";
import { describeIssues } from "../describe-issues.ts";
import { ITEM_ID_CHARACTERS_MAX } from "../wire/batch-item.ts";

/** Faults that an item's error tells. */
const ITEM_ERRORS_MAX = 3;

type ItemMembers = { readonly id?: string | null | undefined };
type Outcome<Request> = { readonly request: Request } | { readonly invalid: ScoringFailure };

/** An item as far as it could be read. */
export interface ReadItem<Members, Request> {
  /** What it calls itself; null: nothing, or nothing readable. */
  readonly id: string | null;
  /** Null where it breaks the contract. */
  readonly members: Members | null;
  /** The request it is, or why it is none. */
  readonly outcome: Outcome<Request>;
}

/** The reader of one item of a batch under its contract: it never throws for a bad item, so that a bad one fails alone. */
export function createItemReader<Schema extends ZodType<ItemMembers>, Request>(
  schema: Schema,
  toRequest: (members: z.output<Schema>) => Request,
): (item: unknown) => ReadItem<z.output<Schema>, Request> {
  const parse = compileParser(schema);
  return (item) => {
    const parsed = parse(item);
    if (!parsed.success) {
      return { id: itemIdOf(item), members: null, outcome: toInvalid(describeIssues(parsed.error.issues, item)) };
    }
    const members = parsed.data;
    return { id: members.id ?? null, members, outcome: attempt(() => toRequest(members)) };
  };
}

/** What a bad item calls itself, as far as that can be read. */
function itemIdOf(item: unknown): string | null {
  const id = item !== null && typeof item === "object" && "id" in item ? item.id : null;
  return typeof id === "string" && id.length > 0 && id.length <= ITEM_ID_CHARACTERS_MAX ? id : null;
}

function toInvalid(errors: readonly FieldError[]): { readonly invalid: ScoringFailure } {
  const shown = errors
    .slice(0, ITEM_ERRORS_MAX)
    .map(({ pointer, detail }) => (pointer === "" ? detail : `${pointer}: ${detail}`));
  return { invalid: invalidItem(shown.join(" ")) };
}

function attempt<Request>(read: () => Request): Outcome<Request> {
  try {
    return { request: read() };
  } catch (error) {
    if (error instanceof InvalidRequestError) {
      const { errors, message } = error;
      return toInvalid(errors.length > 0 ? errors : [{ pointer: "", detail: message }]);
    }
    throw error;
  }
}
