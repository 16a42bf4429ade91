import createFetchClient, {
  type Client,
  type ClientPathsWithMethod,
  type MethodResponse,
  type ParamsOption,
  type RequestBodyOption,
} from "openapi-fetch";
import type { ClientSettings } from "./client-settings.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { FolkmootUnreadableError } from "./folkmoot-error.ts";
import type { paths } from "./openapi-types.ts";
import { type Sending, type Surroundings, sendRequest } from "./send-request.ts";

type Method = "get" | "post" | "delete";
type JsonClient = Client<paths, "application/json">;

/** The paths of the contract that have that method. */
export type PathOf<M extends Method> = ClientPathsWithMethod<Client<paths>, M>;

/** The JSON that such a request is answered with. */
export type AnswerOf<M extends Method, Path extends PathOf<M>> = MethodResponse<JsonClient, M, Path>;

/** What any call may say besides what its path asks for. */
export interface CallOptions {
  /** Ends the call; it throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Of a POST: yours instead of one drawn for the call. The same key and body is answered the same, hours later too. */
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `params` (path, query, header) and `body` as the contract has them, and the options of any call. */
export type RequestOf<M extends Method, Path extends PathOf<M>> = ParamsOption<paths[Path][M]> &
  RequestBodyOption<paths[Path][M]> &
  CallOptions;

/** Sends a request of the contract and resolves with its JSON. What is required must be given, and what is not may be left out as a whole. */
export type Call<M extends Method> = <Path extends PathOf<M>>(
  path: Path,
  ...request: Record<never, never> extends RequestOf<M, Path> ? [request?: RequestOf<M, Path>] : [request: RequestOf<M, Path>]
) => Promise<AnswerOf<M, Path>>;

/** A request without its types. */
export interface UntypedRequest extends CallOptions {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, unknown>>;
  };
  readonly body?: unknown;
}

/** Sends requests of any path. The caller of a stream ends the deadline itself, after the last line. */
export interface ServerCaller {
  readonly settings: ClientSettings;
  readonly surroundings: Surroundings;
  /** Resolves with the JSON of the answer; undefined where it has none. */
  answer(method: Uppercase<Method>, path: string, request?: UntypedRequest): Promise<unknown>;
  /** Resolves with the response as soon as its head is there. */
  open(method: "GET" | "POST", path: string, request: UntypedRequest, sending: Omit<Sending, "isStream">): Promise<Response>;
  /** Starts the deadline of a request: its latency budget and the margin, or `timeoutMs` where it has no budget. */
  startDeadline(path: string, request: UntypedRequest): Deadline;
}

/** The routes that take a latency budget in their body. */
const SCORING_PATHS: readonly string[] = [
  "/api/v1/evaluate",
  "/api/v1/batch/evaluate",
  "/api/v1/compare",
  "/api/v1/batch/compare",
] satisfies PathOf<"post">[];

export function createServerCaller(settings: ClientSettings, surroundings: Surroundings): ServerCaller {
  const headers = settings.apiKey === null ? {} : { Authorization: `Bearer ${settings.apiKey}` };
  const core = createFetchClient({ baseUrl: settings.url, headers }) as unknown as UntypedFetchClient;
  const send = async (method: string, path: string, request: UntypedRequest, sending: Sending, parseAs: "json" | "stream") => {
    const { params, body, headers: own, idempotencyKey } = toBudgeted(path, request, settings.latencyBudgetMs);
    const key = method === "POST" ? (idempotencyKey ?? (sending.isStream ? undefined : drawKey())) : undefined;
    return await core.request(method, path, {
      ...(params === undefined ? {} : { params }),
      ...(body === undefined ? {} : { body }),
      headers: { ...own, ...(key === undefined ? {} : { "Idempotency-Key": key }) },
      parseAs,
      fetch: (outgoing) => sendRequest(settings, surroundings, outgoing, sending),
    });
  };
  const start = (path: string, request: UntypedRequest) => {
    const budgetMs = budgetOf(toBudgeted(path, request, settings.latencyBudgetMs));
    const ms = budgetMs === null ? settings.timeoutMs : budgetMs + settings.marginMs;
    return startDeadline(path, ms, request.signal);
  };
  return {
    settings,
    surroundings,
    startDeadline: start,
    open: async (method, path, request, sending) => {
      const { response } = await send(method, path, request, { ...sending, isStream: true }, "stream");
      return response;
    },
    answer: async (method, path, request = {}) => {
      const deadline = start(path, request);
      try {
        const sending = { deadline, isRepeatable: true, isStream: false };
        return (await send(method, path, request, sending, "json")).data;
      } catch (error) {
        throw error instanceof SyntaxError ? new FolkmootUnreadableError(`${method} ${path}: no JSON.`, { cause: error }) : error;
      } finally {
        deadline.end();
      }
    },
  };
}

/** What is used of openapi-fetch once the types have done their work. */
interface UntypedFetchClient {
  request(
    method: string,
    path: string,
    request: UntypedRequest & { readonly parseAs: string; readonly fetch: (request: Request) => Promise<Response> },
  ): Promise<{ readonly data?: unknown; readonly response: Response }>;
}

/** A scoring request says how long its answer is waited for, so that the server knows it too. */
function toBudgeted(path: string, request: UntypedRequest, latencyBudgetMs: number): UntypedRequest {
  if (!SCORING_PATHS.includes(path) || budgetOf(request) !== null) {
    return request;
  }
  return { ...request, body: { ...(request.body as object), latency_budget_ms: latencyBudgetMs } };
}

/** The latency budget in the body, the query, or the header `Prefer`, in the server's order; null where there is none. */
function budgetOf({ body, params, headers }: UntypedRequest): number | null {
  const inBody = (body as { readonly latency_budget_ms?: number | null } | undefined)?.latency_budget_ms;
  const said = inBody ?? params?.query?.["latency_budget_ms"];
  if (said !== undefined && said !== null) {
    return Number(said);
  }
  const prefer = String(params?.header?.["prefer"] ?? headers?.["prefer"] ?? headers?.["Prefer"] ?? "");
  const waitSeconds = /(?:^|[,;\s])wait=(\d+)/.exec(prefer)?.[1];
  return waitSeconds === undefined ? null : Number(waitSeconds) * 1000;
}

/** `crypto.randomUUID` is missing in pages that do not come by https. */
function drawKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
