import type { Target } from "./generator-messages.ts";

/** Invites so many annotators and signs them in. Resolves with their session tokens. */
export async function signInAnnotators(
  { url, apiKey }: Pick<Target, "url" | "apiKey">,
  count: number,
): Promise<readonly string[]> {
  const invited = await postJson<{ readonly invites: readonly { readonly token: string }[] }>(url, "invites", { count }, apiKey);
  const tokens: string[] = [];
  for (const { token: invite_token } of invited.invites) {
    tokens.push((await postJson<{ readonly token: string }>(url, "sessions", { invite_token }, null)).token);
  }
  return tokens;
}

/** What GET /api/v1/pool says. */
export interface PoolState {
  readonly live: number;
  readonly open_questions: number;
}

const POLL_MS = 50;
const WAIT_MS_MAX = 60_000;

/** Waits until the pool is as wanted. Rejects where that takes a minute. */
export async function waitForPool(
  { url, apiKey }: Pick<Target, "url" | "apiKey">,
  isReady: (pool: PoolState) => boolean,
): Promise<void> {
  const until = Date.now() + WAIT_MS_MAX;
  for (;;) {
    const response = await fetch(`${url}/api/v1/pool`, { headers: { authorization: `Bearer ${apiKey}` } });
    const pool = (await response.json()) as PoolState;
    if (isReady(pool)) {
      return;
    }
    if (Date.now() > until) {
      throw new Error(`The pool did not become ready: ${JSON.stringify(pool)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function postJson<Answer>(url: string, what: string, body: object, apiKey: string | null): Promise<Answer> {
  const headers = { "content-type": "application/json", ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }) };
  const response = await fetch(`${url}/api/v1/annotators/${what}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (response.status !== 201) {
    throw new Error(`POST /annotators/${what} was answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as Answer;
}
