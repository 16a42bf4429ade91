import type { OutgoingHttpHeaders } from "node:http";
import { expect } from "vitest";
import type { ApiAnswer, ApiClient } from "./api-client.ts";
import { CANARY_COLLECTION, CANARY_SCENARIO } from "./canary-collection.ts";
import type { CanaryScanner } from "./canary-scanner.ts";
import type { WireEpisodeStart, WireTurnAnswer } from "./wire.ts";

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
    if (answer.status < 300 && /^POST \/api\/v1\/episodes(\/\{episode_id\}\/turns)?$/.test(route)) {
      this.#scanner.learnSaid(place, (JSON.parse(answer.text) as WireTurnAnswer).observation.content);
    }
    if (answer.status < 300 && /\/nemo-gym\/.*\/(reset|step)(\?|$)/.test(route)) {
      this.#scanner.learnSaid(place, (JSON.parse(answer.text) as { readonly observation: string }).observation);
    }
    this.#scanner.scanAnswer(place, answer);
    return answer;
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
