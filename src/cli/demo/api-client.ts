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

/** A comparison as it stands. */
export interface ComparisonBody {
  readonly comparison_id: string;
  readonly winner: "a" | "b" | "tie" | null;
  readonly p_a: number | null;
  readonly confidence: number | null;
  readonly votes: { readonly a: number; readonly b: number; readonly tie: number; readonly count: number };
  readonly sources: { readonly people: number; readonly model: number } | null;
  readonly source: { readonly kind: string; readonly id: string } | null;
  readonly final: boolean;
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
    return await this.#send<T>(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
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
    this.requests += 1;
    const response = await fetch(`${this.#url}/api/v1${path}`, init);
    const body = (await response.json()) as { readonly detail?: string };
    if (!response.ok) {
      throw new ApiError(path, response.status, body.detail ?? "");
    }
    return body as T;
  }
}
