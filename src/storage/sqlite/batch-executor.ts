import type { Database, Statement } from "better-sqlite3";
import { InvariantError } from "../../domain/assert.ts";
import { toSqliteFailure } from "./sqlite-failure.ts";
import type { OperationKind, StoreOperation, StoreOutcome } from "./store-operation.ts";

/** The stores by name, their methods by name. */
export type OperationHandlers = Readonly<Record<string, object>>;

/**
 * Carries out batches on one connection. The writes share one transaction, each inside a savepoint, so that one that fails leaves
 * no trace and spoils no other. The reads follow in a read transaction: a failed commit does not take them along.
 */
export class BatchExecutor {
  readonly #database: Database;
  readonly #handlers: OperationHandlers;
  readonly #beginWrite: Statement;
  readonly #beginRead: Statement;
  readonly #commit: Statement;
  readonly #rollback: Statement;
  readonly #setSavepoint: Statement;
  readonly #releaseSavepoint: Statement;
  readonly #rollbackToSavepoint: Statement;

  constructor(database: Database, handlers: OperationHandlers) {
    this.#database = database;
    this.#handlers = handlers;
    // Immediate: a transaction that starts as a reader cannot wait for another process's write to end.
    this.#beginWrite = database.prepare("BEGIN IMMEDIATE");
    this.#beginRead = database.prepare("BEGIN");
    this.#commit = database.prepare("COMMIT");
    this.#rollback = database.prepare("ROLLBACK");
    this.#setSavepoint = database.prepare("SAVEPOINT operation");
    this.#releaseSavepoint = database.prepare("RELEASE operation");
    this.#rollbackToSavepoint = database.prepare("ROLLBACK TO operation");
  }

  /** One outcome for each operation, in their order. What is reported as done is durable. */
  run(operations: readonly StoreOperation[]): readonly StoreOutcome[] {
    const outcomes: StoreOutcome[] = new Array(operations.length);
    this.#runWrites(operations, positionsOf("write", operations), outcomes);
    this.#runReads(operations, positionsOf("read", operations), outcomes);
    return outcomes;
  }

  #runWrites(operations: readonly StoreOperation[], positions: readonly number[], outcomes: StoreOutcome[]): void {
    this.#transact(this.#beginWrite, positions, outcomes, () => {
      for (const position of positions) {
        this.#setSavepoint.run();
        const outcome = this.#handle(operations[position]);
        outcomes[position] = outcome;
        if ("failure" in outcome) {
          // A full disk or a failing one may have undone the whole transaction; then nothing of the batch is kept.
          if (!this.#database.inTransaction) {
            throw Object.assign(new Error(outcome.failure.message), { code: outcome.failure.code });
          }
          this.#rollbackToSavepoint.run();
        }
        this.#releaseSavepoint.run();
      }
    });
  }

  #runReads(operations: readonly StoreOperation[], positions: readonly number[], outcomes: StoreOutcome[]): void {
    this.#transact(this.#beginRead, positions, outcomes, () => {
      for (const position of positions) {
        outcomes[position] = this.#handle(operations[position]);
      }
    });
  }

  /** Runs the work between begin and commit; where any of that throws, all these positions share the failure. */
  #transact(begin: Statement, positions: readonly number[], outcomes: StoreOutcome[], work: () => void): void {
    if (positions.length === 0) {
      return;
    }
    try {
      begin.run();
      work();
      this.#commit.run();
    } catch (error) {
      if (this.#database.inTransaction) {
        this.#rollback.run();
      }
      const failure = toSqliteFailure(error);
      for (const position of positions) {
        outcomes[position] = { failure };
      }
    }
  }

  #handle(operation: StoreOperation | undefined): StoreOutcome {
    const [, store = "", method = "", args = []] = operation ?? [];
    try {
      const handler: unknown = Reflect.get(this.#handlers[store] ?? {}, method);
      if (typeof handler !== "function") {
        throw new InvariantError(`There is no store operation ${store}.${method}.`);
      }
      return { value: Reflect.apply(handler, this.#handlers[store], args) };
    } catch (error) {
      return { failure: toSqliteFailure(error) };
    }
  }
}

function positionsOf(kind: OperationKind, operations: readonly StoreOperation[]): readonly number[] {
  const positions: number[] = [];
  for (let position = 0; position < operations.length; position += 1) {
    if (operations[position]?.[0] === kind) {
      positions.push(position);
    }
  }
  return positions;
}
