import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, expect } from "vitest";
import { ApiClient } from "../../e2e/support/api-client.ts";
import { type RunningServer, startServer } from "../../e2e/support/program.ts";
import { makeTemporaryFolder } from "../../e2e/support/temporary-folder.ts";
import { type ChromiumWorld, useChromium, type WatchedPage } from "./use-chromium.ts";

/** Patience with a busy machine; what is there is seen at once. */
export const PATIENCE = { timeout: 20_000 };
/** The page takes no vote sooner after a question can be read: such a key was meant for the one before it. */
const FIRST_KEY_MS = 600;

/** What a comparison's answer says of its votes. */
export interface WireComparison {
  readonly comparison_id: string;
  readonly winner: "a" | "b" | "tie" | null;
  readonly source: { readonly kind: string } | null;
  readonly final: boolean;
  readonly votes: {
    readonly a: number;
    readonly b: number;
    readonly tie: number;
    readonly both_bad: number;
    readonly count: number;
  };
}

export interface CompareWish {
  readonly prompt?: string;
  readonly a: string | readonly string[];
  readonly b: string | readonly string[];
  readonly budgetMs?: number;
  readonly human?: object;
}

/** An annotator's page with what the tests look at. */
export interface VotingPage extends WatchedPage {
  readonly left: Locator;
  readonly right: Locator;
  /** How many votes the page says that the server has. */
  progress(): Promise<string | null>;
  /** Waits for a question with this text, for as long as the page takes no key. */
  waitForQuestion(text: string): Promise<void>;
  /** Waits for a question with this text, and presses the arrow that points to the answer that has it. */
  voteFor(text: string): Promise<void>;
}

/** A server of the built program, open to guests, and a browser. Each test has its own server and its own profiles. */
export interface VotingWorld {
  readonly chromium: ChromiumWorld;
  readonly server: RunningServer;
  readonly client: ApiClient;
  /** Asks which of two answers is better, as a trainer does: resolves when the server answers. */
  compare(wish: CompareWish): Promise<WireComparison>;
  /** What the comparison has come to by now. */
  look(comparisonId: string): Promise<WireComparison>;
  /** Somebody else, without a page, is handed a question and answers it so. */
  voteElsewhere(choice: "tie" | "both_bad"): Promise<void>;
  /** A new annotator, signed in, before whom nothing lies yet. */
  enter(options?: Parameters<ChromiumWorld["open"]>[0]): Promise<VotingPage>;
}

export function useVotingWorld(flags: readonly string[] = []): VotingWorld {
  const chromium = useChromium();
  let folder: ReturnType<typeof makeTemporaryFolder>;
  let server: RunningServer;
  let client: ApiClient;
  beforeEach(async () => {
    folder = makeTemporaryFolder();
    server = await startServer({ database: `${folder.path}/folkmoot.db`, flags });
    client = new ApiClient(server.url, { connections: 64 });
  });
  afterEach(async () => {
    client.close();
    await server.kill();
    folder.remove();
  });
  return {
    chromium,
    get server() {
      return server;
    },
    get client() {
      return client;
    },
    compare: (wish) => client.json(200, "POST", "/api/v1/compare", toCompareBody(wish)),
    look: (comparisonId) => client.json(200, "GET", `/api/v1/comparisons/${comparisonId}`),
    voteElsewhere: (choice) => voteAsGuest(client, choice),
    enter: async (options) => {
      const watched = await chromium.open(options);
      await watched.page.goto(`${server.url}/vote`);
      await watched.page.getByRole("button", { name: "Vote as a guest" }).click();
      const entered = toVotingPage(watched);
      await expect.poll(() => watched.page.getByTestId("progress").count(), PATIENCE).toBe(1);
      // Presence, which the server counts, is the open line of events.
      await expect.poll(() => isLive(client), PATIENCE).toBe(true);
      return entered;
    },
  };
}

async function voteAsGuest(client: ApiClient, choice: string): Promise<void> {
  const { token } = await client.json<{ token: string }>(201, "POST", "/api/v1/annotators/sessions", { guest: true });
  const asked = { authorization: `Bearer ${token}` };
  const { lease } = await client.json<{ lease: { lease_id: string } }>(
    200,
    "POST",
    "/api/v1/questions/lease",
    { wait_ms: PATIENCE.timeout },
    asked,
  );
  await client.json(200, "POST", "/api/v1/votes", { vote_id: randomUUID(), lease_id: lease.lease_id, choice }, asked);
}

async function isLive(client: ApiClient): Promise<boolean> {
  return (await client.json<{ live: number }>(200, "GET", "/api/v1/pool")).live > 0;
}

function toCompareBody({
  prompt = "What is the capital of France? Answer in one sentence.",
  a,
  b,
  budgetMs = 60_000,
  human,
}: CompareWish): object {
  const toMessages = (said: string | readonly string[]) => [
    { role: "user", content: prompt },
    ...[said]
      .flat()
      .flatMap((content, index) => [...(index === 0 ? [] : [{ role: "user", content: "And?" }]), { role: "assistant", content }]),
  ];
  return {
    collection_slug: "preference",
    scenario_slug: "general",
    response_a: { messages: toMessages(a) },
    response_b: { messages: toMessages(b) },
    latency_budget_ms: budgetMs,
    // Required: what one annotator is expected to manage in time is not what these tests are about.
    human: { mode: "require", min_votes: 1, max_votes: 1, ...human },
  };
}

function toVotingPage(watched: WatchedPage): VotingPage {
  const { page } = watched;
  const left = page.locator('[data-side="left"]');
  const waitForQuestion = async (text: string) => {
    await page.getByText(text).first().waitFor(PATIENCE);
    await expect.poll(() => page.locator('.safe-content[aria-busy="true"]').count(), PATIENCE).toBe(0);
    // By the page's own frames and clock: on a busy machine it may have painted the question later than it is found here.
    await page.evaluate(
      `new Promise((resolve) => {
        const after = (frames) => (frames === 0 ? setTimeout(resolve, ${FIRST_KEY_MS}) : requestAnimationFrame(() => after(frames - 1)));
        after(3);
      })`,
    );
  };
  return {
    ...watched,
    left,
    right: page.locator('[data-side="right"]'),
    progress: () => page.getByTestId("progress").textContent(),
    waitForQuestion,
    voteFor: async (text) => {
      await waitForQuestion(text);
      await page.keyboard.press((await isShownIn(left, text)) ? "ArrowLeft" : "ArrowRight");
    },
  };
}

async function isShownIn(place: Locator, text: string): Promise<boolean> {
  return ((await place.textContent()) ?? "").includes(text);
}

/** What the page says to those who listen to it. */
export function liveRegionOf(page: Page): Promise<string | null> {
  return page.getByTestId("live").textContent();
}

/** Presses the key that writes 1 on most keyboards as it is on a French one, where Shift is needed for the digit. */
export async function pressFrenchOne(page: Page): Promise<void> {
  await page.evaluate('window.dispatchEvent(new KeyboardEvent("keydown", { key: "&", code: "Digit1", cancelable: true }))');
}
