import { type Counts, copyCounts } from "./counts.ts";
import { chooseLine } from "./draw.ts";

/** Draws lines during one turn and counts the uses of each site, so that alternatives are cycled. */
export class LineDrawer {
  readonly #seed: number;
  readonly #said: Map<string, number>;

  constructor(seed: number, said: Counts) {
    this.#seed = seed;
    this.#said = copyCounts(said);
  }

  /** The next line of the site. */
  draw(siteId: string, lines: readonly string[]): string {
    const nth = this.countOf(siteId);
    this.#said.set(siteId, nth + 1);
    return chooseLine(lines, this.#seed, siteId, nth);
  }

  /** How often the site has been used. */
  countOf(siteId: string): number {
    return this.#said.get(siteId) ?? 0;
  }

  /** The counts to keep in the state, once every line of the turn is drawn. */
  said(): Counts {
    return this.#said;
  }
}
