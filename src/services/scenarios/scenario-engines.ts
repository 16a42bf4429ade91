import { createPersonaEngine, type PersonaEngine } from "../../domain/persona/persona-engine.ts";
import type { EngineTools } from "../../domain/rubric/rubric-tools.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import { BoundedCache } from "../bounded-cache.ts";

/** Scenarios made ready to be played, by digest: building a topic index costs tens of milliseconds, so each version is prepared once. */
export class ScenarioEngines {
  readonly #tools: EngineTools;
  readonly #pause: () => Promise<void>;
  #lastTurn: Promise<void> = Promise.resolve();
  readonly #engines: BoundedCache<string, PersonaEngine>;
  /** Versions known to be in the store: they need not be written again. */
  readonly #kept = new Set<string>();

  /** @param pause lets the event loop read its sockets. */
  constructor(tools: EngineTools, enginesMax: number, pause: () => Promise<void>) {
    this.#tools = tools;
    this.#pause = pause;
    this.#engines = new BoundedCache(enginesMax);
  }

  prepare(scenario: Scenario): PersonaEngine {
    const known = this.#engines.find(scenario.digest);
    if (known) {
      return known;
    }
    const engine = createPersonaEngine(scenario, this.#tools);
    this.#engines.set(scenario.digest, engine);
    return engine;
  }

  /**
   * As `prepare`, but builds one engine a turn of the event loop: else the first requests for many scenarios would be built in one piece,
   * and sockets that came in meanwhile would stay unread until their clients are taken for slow.
   */
  async prepareInTurn(scenario: Scenario): Promise<PersonaEngine> {
    if (this.find(scenario.digest) === null) {
      this.#lastTurn = this.#lastTurn.then(this.#pause);
      await this.#lastTurn;
    }
    return this.prepare(scenario);
  }

  find(digest: string): PersonaEngine | null {
    return this.#engines.find(digest) ?? null;
  }

  isKept(digest: string): boolean {
    return this.#kept.has(digest);
  }

  markKept(digest: string): void {
    this.#kept.add(digest);
  }
}
