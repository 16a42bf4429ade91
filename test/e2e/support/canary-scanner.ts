import type { ApiAnswer } from "./api-client.ts";

/** A canary where none may be. */
export interface Leak {
  readonly place: string;
  readonly canary: string;
}

/**
 * Looks for canaries in all that a server gives out. Lines that the persona said are taken out first, and exactly: a JSON string that equals such a line
 * is passed over, one that only holds it is not.
 */
export class CanaryScanner {
  readonly #spoken: readonly string[];
  readonly #secret: readonly string[];
  readonly #said = new Set<string>();
  readonly leaks: Leak[] = [];

  /** The lists may grow meanwhile. */
  constructor(canaries: { readonly spoken: readonly string[]; readonly secret: readonly string[] }) {
    this.#spoken = canaries.spoken;
    this.#secret = canaries.secret;
  }

  /** From now on this line is known to the client. In itself it may hold nothing that the persona never says. */
  learnSaid(place: string, line: string): void {
    this.#scan(`${place}: observation`, line, this.#secret);
    this.#said.add(line);
  }

  scanAnswer(place: string, answer: ApiAnswer): void {
    this.scanText(`${place}: headers`, JSON.stringify(answer.headers));
    this.scanText(`${place}: body`, this.#withoutSaid(answer));
  }

  /** Nothing is taken out. Letter case is passed over. */
  scanText(place: string, text: string): void {
    this.#scan(place, text, [...this.#spoken, ...this.#secret]);
  }

  #scan(place: string, text: string, canaries: readonly string[]): void {
    const lower = text.toLowerCase();
    for (const canary of canaries) {
      if (lower.includes(canary)) {
        this.leaks.push({ place, canary });
      }
    }
  }

  #withoutSaid(answer: ApiAnswer): string {
    if (!/json/.test(answer.headers["content-type"] ?? "")) {
      return answer.text;
    }
    try {
      return JSON.stringify(
        JSON.parse(answer.text, (_key, value: unknown) => (typeof value === "string" && this.#said.has(value) ? "" : value)),
      );
    } catch {
      return answer.text;
    }
  }
}
