// Takes the pictures of docs/images from the built program in a real browser: `npm run screenshots`.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "../test/browser/support/find-chromium.ts";
import { KITCHEN_SINK } from "../test/browser/support/kitchen-sink.ts";
import { ApiClient } from "../test/e2e/support/api-client.ts";
import { startServer } from "../test/e2e/support/program.ts";
import { makeTemporaryFolder } from "../test/e2e/support/temporary-folder.ts";

const IMAGES = fileURLToPath(new URL("../docs/images", import.meta.url));
const DESKTOP = { viewport: { width: 1280, height: 860 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const PICTURES: Readonly<Record<string, BrowserContextOptions>> = {
  "voting-desktop": { ...DESKTOP, colorScheme: "light" },
  "voting-dark": { ...DESKTOP, colorScheme: "dark" },
  "voting-phone": { ...PHONE, colorScheme: "light" },
};

const browserPath = findChromium();
if (browserPath === null) {
  console.error("There is no Chromium. CHROMIUM_PATH may name one.");
  process.exit(1);
}
mkdirSync(IMAGES, { recursive: true });
const folder = makeTemporaryFolder();
const server = await startServer({ database: join(folder.path, "folkmoot.db") });
const client = new ApiClient(server.url);
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const [name, options] of Object.entries(PICTURES)) {
    await takePicture(name, options);
  }
} finally {
  await browser.close();
  client.close();
  await server.stop();
  folder.remove();
}

/** A question on an annotator's page, as it comes up. */
async function takePicture(name: string, options: BrowserContextOptions): Promise<void> {
  const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${server.url}/vote`);
  await page.getByRole("button", { name: "Vote as a guest" }).click();
  await page.getByTestId("progress").waitFor();
  // The pair of the picture before is the same question, and may lie there already.
  const comparison = client.send("POST", "/api/v1/compare", toCompareBody());
  await untilShown(page);
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
  await page.keyboard.press("0");
  await comparison;
  await context.close();
}

async function untilShown(page: Page): Promise<void> {
  // The phone shows one answer at a time: attached is enough.
  await page.locator(".katex").first().waitFor({ state: "attached" });
  await page.locator('.safe-content[aria-busy="true"]').first().waitFor({ state: "detached" });
  await page.evaluate("document.fonts.ready.then(() => true)");
  // Keys pressed as soon as a question comes up are not taken.
  await page.waitForTimeout(300);
}

function toCompareBody(): object {
  const toMessages = (content: string) => [
    { role: "user", content: KITCHEN_SINK.prompt },
    { role: "assistant", content },
  ];
  return {
    collection_slug: "preference",
    scenario_slug: "reasoning",
    response_a: { messages: toMessages(KITCHEN_SINK.a) },
    response_b: { messages: toMessages(KITCHEN_SINK.b) },
    latency_budget_ms: 30_000,
    human: { mode: "auto", min_votes: 3, max_votes: 9, stop_at: 0.999 },
  };
}
