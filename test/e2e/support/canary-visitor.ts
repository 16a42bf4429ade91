import { once } from "node:events";
import type { OutgoingHttpHeaders } from "node:http";
import { expect } from "vitest";
import { WebSocket } from "ws";
import type { ApiAnswer, ApiClient } from "./api-client.ts";
import { CANARY_COLLECTION, CANARY_SCENARIO } from "./canary-collection.ts";
import type { CanaryScanner } from "./canary-scanner.ts";
import { linesIn, linesSaid } from "./lines-said.ts";
import type { WireEpisodeStart } from "./wire.ts";

/** The scenario full of canaries, as bodies name it. */
export const CANARY_SLUGS = { collection_slug: CANARY_COLLECTION, scenario_slug: CANARY_SCENARIO };

/** A conversation as a client keeps it. */
export type Transcript = readonly { readonly role: string; readonly content: string }[];

/** One caller's way through the API: every answer it gets is scanned. */
export class CanaryVisitor {
  readonly #client: ApiClient;
  readonly #scanner: CanaryScanner;
  readonly #name: string;
  /** Statuses by route as openapi.json names it. */
  readonly statuses: Map<string, number[]>;

  constructor(name: string, client: ApiClient, scanner: CanaryScanner, statuses: Map<string, number[]>) {
    this.#name = name;
    this.#client = client;
    this.#scanner = scanner;
    this.statuses = statuses;
  }

  /** For routes that take it in their path; no key that is one where the caller has none. */
  get apiKey(): string {
    return this.#client.apiKey ?? "none";
  }

  /** @param route such as `GET /api/v1/episodes/{episode_id}`, whose braces are filled in order. */
  async call(route: string, names: readonly string[] = [], body?: unknown, headers?: OutgoingHttpHeaders): Promise<ApiAnswer> {
    const [method = "", template = ""] = route.split(" ");
    const left = [...names];
    const path = template.replaceAll(/\{[^}]+\}/g, () => left.shift() ?? "");
    const answer = await this.#client.send(method, path, body, headers);
    const [known = ""] = route.split("?");
    this.statuses.set(known, [...(this.statuses.get(known) ?? []), answer.status]);
    const place = `${this.#name}: ${method} ${path.slice(0, 100)} ${JSON.stringify(body ?? null).slice(0, 200)} → ${answer.status}`;
    for (const line of answer.status < 300 ? linesSaid(known, answer.text) : []) {
      this.#scanner.learnSaid(place, line);
    }
    this.#scanner.scanAnswer(place, answer);
    return answer;
  }

  /** Sends messages over one WebSocket, one at a time as OpenEnv's clients do, and scans every answer. Rejects where it cannot be opened. @param path such as `/compat/openenv/a/ws`. */
  async converse(path: string, messages: readonly unknown[]): Promise<void> {
    const socket = new WebSocket(this.#client.address(path), { headers: { authorization: `Bearer ${this.apiKey}` } });
    const nextAnswer = () => once(socket, "message").then(([data]) => String(data));
    await once(socket, "open");
    for (const message of messages) {
      const answering = nextAnswer();
      socket.send(typeof message === "string" ? message : JSON.stringify(message));
      const text = await answering;
      const place = `${this.#name}: WS ${path} ${JSON.stringify(message).slice(0, 200)}`;
      for (const line of linesIn(JSON.parse(text))) {
        this.#scanner.learnSaid(place, line);
      }
      this.#scanner.scanAnswer(place, { status: 200, headers: { "content-type": "application/json" }, text });
    }
    socket.close();
    await once(socket, "close");
  }

  async startEpisode(fields: object = {}): Promise<string> {
    const answer = await this.call("POST /api/v1/episodes", [], { ...CANARY_SLUGS, ...fields });
    expect(answer.status, answer.text).toBe(201);
    return (JSON.parse(answer.text) as WireEpisodeStart).episode_id;
  }

  /** Plays the moves for as long as the episode takes them. Returns its whole transcript as messages. */
  async play(episodeId: string, moves: readonly object[]): Promise<Transcript> {
    for (const move of moves) {
      await this.call("POST /api/v1/episodes/{episode_id}/turns", [episodeId], { messages: [move] });
    }
    const { text } = await this.call("GET /api/v1/episodes/{episode_id}", [episodeId]);
    const { transcript } = JSON.parse(text) as { transcript: readonly { speaker: string; content: string }[] };
    return transcript.map(({ speaker, content }) => ({ role: speaker === "persona" ? "assistant" : "user", content }));
  }
}
