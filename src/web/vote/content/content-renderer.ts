import type { Rendering, RenderingJob, RenderingMessage } from "./content-rendering.ts";

/** What a renderer needs of a worker. */
export interface RenderingThread {
  send(job: RenderingJob): void;
  end(): void;
}

/** What a renderer stands on: the start of a worker, and a timer whose call can be taken back. */
export interface RenderingTools {
  /** `onFailure`: it could not be loaded or broke. */
  readonly startThread: (onMessage: (message: RenderingMessage) => void, onFailure: () => void) => RenderingThread;
  readonly callAfter: (delayMs: number, call: () => void) => () => void;
}

/** One text may take this long, once the worker runs. */
export const RENDER_BUDGET_MS = 1_500;
/** A worker may take this long to load. */
export const LOAD_BUDGET_MS = 15_000;
/** After a worker could not be had, as when the connection was gone for a moment, the next is tried no sooner. */
export const RETRY_MS = 30_000;
/** Larger HTML would make the page itself slow. UTF-16 units. */
export const HTML_CHARACTERS = 1_500_000;
/** Texts whose rendering is remembered. */
const REMEMBERED_TEXTS = 40;

interface Waiting {
  readonly job: RenderingJob;
  readonly resolve: (rendering: Rendering) => void;
}

/**
 * Renders texts one after another in one worker. A text that takes too long ends the worker and is shown as plain text; the next one gets a new worker.
 * Remembers what it rendered, so that a question fetched ahead is there at once.
 */
export class ContentRenderer {
  readonly #tools: RenderingTools;
  readonly #waiting: Waiting[] = [];
  readonly #remembered = new Map<string, Promise<Rendering>>();
  #thread: RenderingThread | null = null;
  #isReady = false;
  #isUnavailable = false;
  #current: Waiting | null = null;
  #stopTimer: () => void = () => undefined;
  #jobNumber = 0;

  constructor(tools: RenderingTools) {
    this.#tools = tools;
  }

  /** Loads the worker ahead of the first text: once a newer version of the page has been put in the place of this one, it could not be had any more. */
  prepare(): void {
    if (this.#thread === null && !this.#isUnavailable) {
      this.#start();
    }
  }

  /** Never rejects. */
  render(markdown: string, mediaOrigins: readonly string[]): Promise<Rendering> {
    const key = JSON.stringify([mediaOrigins, markdown]);
    const known = this.#remembered.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#isUnavailable) {
      return Promise.resolve({ kind: "plain", reason: "unavailable" });
    }
    const rendering = this.#enqueue(markdown, mediaOrigins);
    this.#remembered.set(key, rendering);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > REMEMBERED_TEXTS && oldest !== undefined) {
      this.#remembered.delete(oldest);
    }
    return rendering;
  }

  #enqueue(markdown: string, mediaOrigins: readonly string[]): Promise<Rendering> {
    this.#jobNumber += 1;
    const job = { jobNumber: this.#jobNumber, markdown, mediaOrigins };
    return new Promise((resolve) => {
      this.#waiting.push({ job, resolve });
      this.#goOn();
    });
  }

  /** Starts a worker where there is none, the next job where none runs. */
  #goOn(): void {
    if (this.#thread === null) {
      this.#start();
      return;
    }
    if (!this.#isReady || this.#current !== null) {
      return;
    }
    this.#current = this.#waiting.shift() ?? null;
    if (this.#current !== null) {
      this.#thread.send(this.#current.job);
      this.#stopTimer = this.#tools.callAfter(RENDER_BUDGET_MS, () => this.#giveUpCurrent());
    }
  }

  #start(): void {
    this.#stopTimer = this.#tools.callAfter(LOAD_BUDGET_MS, () => this.#giveUpAll());
    this.#thread = this.#tools.startThread(
      (message) => this.#receive(message),
      () => this.#giveUpAll(),
    );
  }

  #receive(message: RenderingMessage): void {
    if (message.kind === "ready") {
      this.#stopTimer();
      this.#isReady = true;
    } else if (message.jobNumber === this.#current?.job.jobNumber) {
      this.#stopTimer();
      this.#settleCurrent(
        message.html.length > HTML_CHARACTERS ? { kind: "plain", reason: "too_large" } : { kind: "html", html: message.html },
      );
    }
    this.#goOn();
  }

  #settleCurrent(rendering: Rendering): void {
    const current = this.#current;
    this.#current = null;
    current?.resolve(rendering);
  }

  #giveUpCurrent(): void {
    this.#endThread();
    this.#settleCurrent({ kind: "plain", reason: "too_slow" });
    if (this.#waiting.length > 0) {
      this.#goOn();
    }
  }

  /** Without a worker every text stays plain, and so do those that come until another is tried. */
  #giveUpAll(): void {
    this.#stopTimer();
    this.#endThread();
    this.#isUnavailable = true;
    this.#remembered.clear();
    this.#tools.callAfter(RETRY_MS, () => {
      this.#isUnavailable = false;
    });
    this.#settleCurrent({ kind: "plain", reason: "unavailable" });
    for (const { resolve } of this.#waiting.splice(0)) {
      resolve({ kind: "plain", reason: "unavailable" });
    }
  }

  #endThread(): void {
    this.#thread?.end();
    this.#thread = null;
    this.#isReady = false;
  }
}
