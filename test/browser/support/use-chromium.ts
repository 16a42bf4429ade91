import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { findChromium } from "./find-chromium.ts";

/** Without its own errands: whatever asks for something is the page. */
const QUIET_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const CHROMIUM = findChromium();

/** `describe`, skipped with its reason in its name where there is no browser. */
export const describeInBrowser = (name: string, tests: () => void) =>
  CHROMIUM === null ? describe.skip(`${name} (skipped: no Chromium; CHROMIUM_PATH may name one)`, tests) : describe(name, tests);

/** What a page did that a page must not do. */
export interface PageWatch {
  /** Addresses asked for at other origins than the page's own and those allowed. */
  readonly outsideRequests: string[];
  /** What was run that should not have been: dialogs, calls of the canary. */
  readonly ran: string[];
  /** Refusals of the content policy, errors nobody caught. */
  readonly complaints: string[];
}

export interface WatchedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: PageWatch;
}

export interface ChromiumWorld {
  /** A page of a new profile, watched from its first moment. Closed with the test. */
  open(options?: BrowserContextOptions & { readonly allowedOrigins?: readonly string[] }): Promise<WatchedPage>;
}

/** One browser for the tests of a file, a new profile for each page. */
export function useChromium(): ChromiumWorld {
  let browser: Browser | null = null;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: QUIET_FLAGS, headless: true });
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    open: async ({ allowedOrigins = [], ...options } = {}) => {
      if (browser === null) {
        throw new Error("There is no browser.");
      }
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      return { context, page, watch: await watchPage(page, allowedOrigins) };
    },
  };
}

/** The page's own origin is that of the first address it is sent to. */
async function watchPage(page: Page, allowedOrigins: readonly string[]): Promise<PageWatch> {
  const watch: PageWatch = { outsideRequests: [], ran: [], complaints: [] };
  let home: string | null = null;
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    home ??= origin;
    if (protocol !== "data:" && protocol !== "blob:" && origin !== home && !allowedOrigins.includes(origin)) {
      watch.outsideRequests.push(request.url());
    }
  });
  page.on("dialog", (dialog) => {
    // The page's own question before it is closed over an unsent vote.
    if (dialog.type() === "beforeunload") {
      void dialog.accept();
      return;
    }
    watch.ran.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy") || message.text().includes("TrustedHTML")) {
      watch.complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => {
    watch.complaints.push(error.message);
  });
  await page.exposeFunction("__pwned", () => {
    watch.ran.push("the canary was called");
  });
  return watch;
}
