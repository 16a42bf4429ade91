import { assertInvariant, InvariantError } from "../../domain/assert.ts";
import { type AppendTurnArguments, type PackedTurn, packAppendTurn, unpackAppendTurn } from "./pack-turn.ts";
import type { SqliteFailure } from "./sqlite-failure.ts";
import {
  OPERATION_KINDS,
  type OperationKind,
  type StoreName,
  type StoreOperation,
  type StoreOutcome,
} from "./store-operation.ts";

/**
 * A batch on its way between threads: the number of each operation, followed by its arguments. What is copied costs by its objects and the names of their members, so that the operation
 * that is worth it goes as texts and numbers side by side (a vote's would save 1 µs of 127).
 */
export type PackedBatch = readonly unknown[];

/** The values of a batch's operations, and beside each its failure; null where none failed. */
export interface PackedOutcomes {
  readonly values: readonly unknown[];
  readonly failures: readonly (SqliteFailure | null)[] | null;
}

interface NumberedOperation {
  readonly kind: OperationKind;
  readonly store: StoreName;
  readonly method: string;
}

/** Every operation by its number: the same in both threads, which run one program. */
const OPERATIONS: readonly NumberedOperation[] = (Object.keys(OPERATION_KINDS) as StoreName[]).flatMap((store) =>
  Object.entries<OperationKind>(OPERATION_KINDS[store]).map(([method, kind]) => ({ kind, store, method })),
);
const NUMBERS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.keys(OPERATION_KINDS).map((store) => [
    store,
    new Map(OPERATIONS.flatMap((operation, number) => (operation.store === store ? [[operation.method, number]] : []))),
  ]),
);
const APPEND_TURN = OPERATIONS.findIndex(({ store, method }) => store === "episodes" && method === "appendTurn");

/** Throws InvariantError for an operation that there is not. */
export function packOperations(operations: readonly StoreOperation[]): PackedBatch {
  const packed: unknown[] = [];
  for (const [, store, method, args] of operations) {
    const number = NUMBERS.get(store)?.get(method);
    if (number === undefined) {
      throw new InvariantError(`There is no store operation ${store}.${method}.`);
    }
    packed.push(number, number === APPEND_TURN ? packAppendTurn(args as AppendTurnArguments) : args);
  }
  return packed;
}

export function unpackOperations(packed: PackedBatch): readonly StoreOperation[] {
  const operations: StoreOperation[] = [];
  for (let at = 0; at < packed.length; at += 2) {
    const number = packed[at] as number;
    const operation = OPERATIONS[number];
    if (operation === undefined) {
      throw new InvariantError(`There is no store operation of the number ${number}.`);
    }
    const args = packed[at + 1];
    assertInvariant(Array.isArray(args), `The arguments of ${operation.store}.${operation.method} are no list.`);
    const given = number === APPEND_TURN ? unpackAppendTurn(args as unknown as PackedTurn) : args;
    operations.push([operation.kind, operation.store, operation.method, given]);
  }
  return operations;
}

export function packOutcomes(outcomes: readonly StoreOutcome[]): PackedOutcomes {
  const hasFailed = outcomes.some((outcome) => "failure" in outcome);
  return {
    values: outcomes.map((outcome) => ("value" in outcome ? outcome.value : null)),
    failures: hasFailed ? outcomes.map((outcome) => ("failure" in outcome ? outcome.failure : null)) : null,
  };
}

export function unpackOutcomes({ values, failures }: PackedOutcomes): readonly StoreOutcome[] {
  return values.map((value, position) => {
    const failure = failures?.[position] ?? null;
    return failure === null ? { value } : { failure };
  });
}
