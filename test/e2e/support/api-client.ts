import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";

/** An answer, read to its end. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Speaks to a server over at most so many connections that are kept open. Rejects where a connection breaks. */
export class ApiClient {
  readonly #url: string;
  readonly #agent: Agent;
  readonly #headers: OutgoingHttpHeaders;
  /** Undefined: it has none. */
  readonly apiKey: string | undefined;

  constructor(url: string, options: { readonly connections?: number; readonly apiKey?: string } = {}) {
    this.#url = url;
    this.#agent = new Agent({ keepAlive: true, maxSockets: options.connections ?? 8 });
    this.apiKey = options.apiKey;
    this.#headers = options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` };
  }

  /** @param body a value to be sent as JSON, or bytes to be sent as they are. */
  send(method: string, path: string, body?: unknown, headers: OutgoingHttpHeaders = {}): Promise<ApiAnswer> {
    const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    const bodyHeaders = bytes === undefined ? {} : { "content-type": "application/json", "content-length": bytes.length };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        new URL(path, this.#url),
        { method, agent: this.#agent, headers: { ...bodyHeaders, ...this.#headers, ...headers } },
        (incoming) => {
          let text = "";
          incoming.setEncoding("utf8");
          incoming.on("data", (part: string) => {
            text += part;
          });
          incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }));
          incoming.on("error", reject);
        },
      );
      outgoing.on("error", reject);
      outgoing.end(bytes);
    });
  }

  /** The answer's JSON. Throws, with what was answered, where the status is another. */
  async json<Body>(status: number, method: string, path: string, body?: unknown, headers?: OutgoingHttpHeaders): Promise<Body> {
    const answer = await this.send(method, path, body, headers);
    if (answer.status !== status) {
      throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.text}`);
    }
    return JSON.parse(answer.text) as Body;
  }

  /** Where a path is, for what is not asked over HTTP. */
  address(path: string): URL {
    return new URL(path, this.#url);
  }

  close(): void {
    this.#agent.destroy();
  }
}
