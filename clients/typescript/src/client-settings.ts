/** When a request is sent again. Waits are drawn evenly from 0 to `baseMs`·2^n, cut at `capMs` (full jitter), on top of the server's `Retry-After`. By default all of them together last some 20 s: a server that is started again is away for a few. */
export interface Retries {
  /** How often a request is sent at most; 1 never repeats. */
  readonly attemptsMax: number;
  readonly baseMs: number;
  readonly capMs: number;
}

/** How a client reaches the server. Everything may be left out. */
export interface FolkmootClientOptions {
  /** `http://127.0.0.1:8080` unless given. */
  readonly url?: string;
  /** Sent as `Authorization: Bearer`; none where the server has no keys, or a proxy adds it. */
  readonly apiKey?: string;
  /** Ten attempts, 250 ms, 10 s, unless given. */
  readonly retries?: Partial<Retries>;
  /** What scoring requests say as `latency_budget_ms` where their body has none: 60,000. */
  readonly latencyBudgetMs?: number;
  /** How much longer than its budget a scoring answer is waited for, retries included: 5,000. */
  readonly marginMs?: number;
  /** How long other answers are waited for, retries included: 30,000. */
  readonly timeoutMs?: number;
  /** Instead of the platform's `fetch`, for proxies, certificates and tests. */
  readonly fetch?: typeof fetch;
}

/** The options with their defaults. */
export interface ClientSettings {
  /** Without a slash at its end. */
  readonly url: string;
  readonly apiKey: string | null;
  readonly retries: Retries;
  readonly latencyBudgetMs: number;
  readonly marginMs: number;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
}

const RETRIES: Retries = { attemptsMax: 10, baseMs: 250, capMs: 10_000 };

/** @throws RangeError that names the option where one makes no sense. */
export function toClientSettings(options: FolkmootClientOptions): ClientSettings {
  const settings: ClientSettings = {
    url: (options.url ?? "http://127.0.0.1:8080").replace(/\/$/, ""),
    apiKey: options.apiKey ?? null,
    retries: { ...RETRIES, ...options.retries },
    latencyBudgetMs: options.latencyBudgetMs ?? 60_000,
    marginMs: options.marginMs ?? 5000,
    timeoutMs: options.timeoutMs ?? 30_000,
    // Browsers refuse a `fetch` that is called as a method of anything but the window.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
  };
  if (!/^https?:\/\//.test(settings.url)) {
    throw new RangeError(`url: expected http:// or https://, got "${settings.url}".`);
  }
  const { attemptsMax, baseMs, capMs } = settings.retries;
  atLeast(1, { "retries.attemptsMax": attemptsMax, latencyBudgetMs: settings.latencyBudgetMs, timeoutMs: settings.timeoutMs });
  atLeast(0, { "retries.baseMs": baseMs, "retries.capMs": capMs, marginMs: settings.marginMs });
  return settings;
}

function atLeast(least: number, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value >= least && Number.isFinite(value))) {
      throw new RangeError(`${name}: expected a number of at least ${least}, got ${value}.`);
    }
  }
}
