import type { CallOptions, RequestOf, ServerCaller } from "./call-server.ts";
import { FolkmootConnectionError, FolkmootError, FolkmootUnreadableError } from "./folkmoot-error.ts";
import type { BatchComparison, BatchEvaluation, BatchResult, PairResult } from "./openapi-types.ts";
import { readLines } from "./read-lines.ts";

/** What the two batch routes answer line by line. */
export interface BatchLines {
  "/api/v1/batch/evaluate": { readonly result: BatchResult; readonly answer: BatchEvaluation };
  "/api/v1/batch/compare": { readonly result: PairResult; readonly answer: BatchComparison };
}

/** A batch, and who is told of its results. */
export type BatchRequest<Path extends keyof BatchLines> = CallOptions & {
  readonly body: RequestOf<"post", Path>["body"];
  /** Called with each result as soon as it is there, with its place among the items; in no fixed order. The next line waits for what it returns. */
  readonly onResult: (result: BatchLines[Path]["result"] & { readonly index: number }) => unknown;
};

/** What the last line of a batch says of all its results. */
export type BatchEnd<Path extends keyof BatchLines> = Omit<BatchLines[Path]["answer"], "results">;

/**
 * Sends a batch and hands over its results line by line. Resolves when all are there.
 *
 * Without an `idempotencyKey` only refusals are tried again, since with one the server keeps the lines back until the last is done.
 * @throws FolkmootUnreadableError where the stream broke off before its end: what was handed over until then stands, the rest is missing. Also all that other calls throw.
 */
export async function streamBatch<Path extends keyof BatchLines>(
  caller: ServerCaller,
  path: Path,
  { onResult, ...request }: BatchRequest<Path>,
): Promise<BatchEnd<Path>> {
  const deadline = caller.startDeadline(path, request);
  try {
    const headers = { ...request.headers, Accept: "application/x-ndjson" };
    const isRepeatable = request.idempotencyKey !== undefined;
    const response = await caller.open("POST", path, { ...request, headers }, { deadline, isRepeatable });
    return await readResults(path, response, onResult as (line: object) => unknown);
  } catch (error) {
    deadline.signal.throwIfAborted();
    throw error;
  } finally {
    deadline.end();
  }
}

async function readResults<Path extends keyof BatchLines>(
  path: Path,
  response: Response,
  onResult: (line: object) => unknown,
): Promise<BatchEnd<Path>> {
  if (response.body !== null) {
    for await (const line of connected(
      path,
      readLines(response.body, () => undefined),
    )) {
      const value = parseLine(path, line);
      if ("index" in value) {
        await onResult(value);
      } else if ("summary" in value) {
        return value as BatchEnd<Path>;
      } else {
        throw new FolkmootUnreadableError(`${path}: the stream broke off: ${line.slice(0, 200)}`);
      }
    }
  }
  throw new FolkmootUnreadableError(`${path}: the stream ended without its summary.`);
}

function parseLine(path: string, line: string): object {
  try {
    return JSON.parse(line) as object;
  } catch (cause) {
    throw new FolkmootUnreadableError(`${path}: a line is no JSON: ${line.slice(0, 200)}`, { cause });
  }
}

/** The lines; a connection that breaks between them is told apart from an error of whoever is handed the results. */
async function* connected(path: string, lines: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  try {
    yield* lines;
  } catch (cause) {
    throw cause instanceof FolkmootError ? cause : new FolkmootConnectionError(`${path}: the stream broke off.`, { cause });
  }
}
