import { readEvents } from "./read-events.ts";

/** What the demo reads of the API's answers. */
export interface CreatedEpisodeBody {
  readonly episode_id: string;
  readonly initial_observation: { readonly content: string };
  readonly tools: readonly {
    readonly id: string;
    readonly type: string;
    readonly options?: readonly string[] | null;
    readonly json_schema?: { readonly properties: Readonly<Record<string, unknown>> } | null;
  }[];
}

export interface TurnBody {
  readonly turn: number;
  readonly observation: { readonly content: string };
  readonly reward: number;
  readonly reward_delta: number;
  readonly scores: Readonly<Record<string, number>>;
  readonly episode_complete: boolean;
  readonly terminal_reason: string | null;
  readonly outcome: string | null;
}

export interface MessageBody {
  readonly role: string;
  readonly content: string;
  readonly tool_calls?: readonly { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[];
}

/** Who gave an answer. */
export interface SourceBody {
  readonly kind: string;
  readonly id: string;
  readonly degraded: boolean;
  readonly reason: string | null;
}

/** A comparison as it stands. */
export interface ComparisonBody {
  readonly comparison_id: string;
  readonly winner: "a" | "b" | "tie" | null;
  readonly p_a: number | null;
  readonly confidence: number | null;
  readonly votes: { readonly a: number; readonly b: number; readonly tie: number; readonly count: number };
  readonly sources: { readonly people: number; readonly model: number } | null;
  readonly source: SourceBody | null;
  readonly final: boolean;
}

interface ProblemBody {
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** A refused request, as the server explained it. */
export class ApiError extends Error {
  constructor(path: string, status: number, detail: string) {
    super(`${path} answered ${status}: ${detail}`);
    this.name = "ApiError";
  }
}

/** Speaks to a server as any trainer would: JSON over HTTP, nothing shared with the server's code. */
export class ApiClient {
  readonly #url: string;
  requests = 0;

  constructor(url: string) {
    this.#url = url;
  }

  async get<T>(path: string): Promise<T> {
    return await this.#send<T>(path, {});
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return await this.#send<T>(path, toPost(body));
  }

  /** An answer with its headers. */
  async postWhole<T>(path: string, body: unknown): Promise<{ readonly body: T; readonly headers: Headers }> {
    const response = await this.#fetch(path, toPost(body));
    return { body: await readAnswer<T>(path, response), headers: response.headers };
  }

  /** The lines of an answer in lines, as they come. */
  async *postForLines<T>(path: string, body: unknown): AsyncGenerator<T> {
    const post = toPost(body);
    const response = await this.#fetch(path, { ...post, headers: { ...post.headers, Accept: "application/x-ndjson" } });
    if (!response.ok || response.body === null) {
      await readAnswer(path, response);
      return;
    }
    let rest = "";
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        yield JSON.parse(line) as T;
      }
    }
  }

  /** The data of a stream's events of that kind, until the server ends it or the signal aborts. */
  async *follow<T>(path: string, kind: string, signal: AbortSignal): AsyncGenerator<T> {
    this.requests += 1;
    const response = await fetch(`${this.#url}/api/v1${path}`, { headers: { Accept: "text/event-stream" }, signal });
    if (!response.ok || response.body === null) {
      throw new ApiError(path, response.status, "no stream of events");
    }
    for await (const { event, data } of readEvents(response.body)) {
      if (event === kind) {
        yield JSON.parse(data) as T;
      }
    }
  }

  async #send<T>(path: string, init: RequestInit): Promise<T> {
    return await readAnswer<T>(path, await this.#fetch(path, init));
  }

  #fetch(path: string, init: RequestInit): Promise<Response> {
    this.requests += 1;
    return fetch(`${this.#url}/api/v1${path}`, init);
  }
}

function toPost(body: unknown) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function readAnswer<T>(path: string, response: Response): Promise<T> {
  const body = (await response.json()) as ProblemBody;
  if (!response.ok) {
    const [fault] = body.errors ?? [];
    throw new ApiError(
      path,
      response.status,
      [body.detail ?? "", ...(fault ? [`${fault.pointer}: ${fault.detail}`] : [])].join(" "),
    );
  }
  return body as T;
}
