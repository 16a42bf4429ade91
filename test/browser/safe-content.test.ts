import type { BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toContentSecurityPolicy } from "../../src/http/routes/vote-page.ts";
import { HOSTILE_TEXTS } from "./hostile-texts.ts";
import { type ContentsServer, serveContents } from "./support/serve-contents.ts";
import { describeInBrowser, useChromium } from "./support/use-chromium.ts";
import { PATIENCE } from "./support/use-voting-world.ts";

/** One transparent point. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

describeInBrowser("hostile content", () => {
  const chromium = useChromium();
  let server: ContentsServer;
  beforeAll(async () => {
    server = await serveContents(toContentSecurityPolicy);
  });
  afterAll(() => server.close());

  /** A page with these texts, all of them rendered. */
  const show = async (texts: readonly string[], mediaOrigins: readonly string[] = [], options: BrowserContextOptions = {}) => {
    server.contents = { texts, mediaOrigins };
    const opened = await chromium.open({ allowedOrigins: mediaOrigins, ...options });
    // Not until it is complete: media may be slow.
    await opened.page.goto(server.url, { waitUntil: "commit" });
    await expect.poll(() => opened.page.locator(".safe-content").count(), PATIENCE).toBe(texts.length);
    await expect.poll(() => opened.page.locator('.safe-content[aria-busy="true"]').count(), PATIENCE).toBe(0);
    return opened;
  };

  it("runs nothing and asks for nothing, whatever a model wrote", async () => {
    const texts = Object.values(HOSTILE_TEXTS).flat();
    expect(texts.length).toBeGreaterThanOrEqual(150);
    const { page, watch } = await show(texts);
    expect(await page.locator(".formatted-text").count()).toBe(texts.length);
    // Whatever waits to be pointed at, clicked or focused.
    await page.evaluate(
      "document.querySelectorAll('.safe-content *').forEach((e) => { e.focus?.(); e.dispatchEvent(new MouseEvent('click', { bubbles: true })); })",
    );
    expect(watch).toEqual({ outsideRequests: [], ran: [], complaints: [] });
    const forbidden =
      ".safe-content :is(a, script, style, iframe, object, embed, form, input, base, link, meta, img, video, audio, use, image)";
    expect(await page.locator(forbidden).count()).toBe(0);
  });

  it("is tried with texts that do run and do ask where a page takes them as markup", async () => {
    const { page, watch } = await chromium.open();
    server.contents = { texts: [], mediaOrigins: [] };
    server.media.set("/media/careless.html", { type: "text/html", body: Buffer.from("<!doctype html>") });
    await page.goto(`${server.url}/media/careless.html`);
    // But for those that would leave the page before the others have had their turn.
    const staying = Object.values(HOSTILE_TEXTS)
      .flat()
      .filter((text) => !/refresh|<base/.test(text));
    const texts = JSON.stringify(staying);
    await page.evaluate(
      `${texts}.forEach((text) => { document.body.appendChild(document.createElement("div")).innerHTML = text; })`,
    );
    await expect.poll(() => watch.ran.length, PATIENCE).toBeGreaterThan(10);
    await expect.poll(() => watch.outsideRequests.length, PATIENCE).toBeGreaterThan(5);
  });

  it("keeps a formula's sizes and fonts under a policy without inline styles", async () => {
    const { page, watch } = await show(["$$\\frac{a}{\\sqrt{b^2+1}}$$"]);
    const [above, below] = await Promise.all(
      ["a", "b"].map((letter) => page.locator(".katex-html .mathnormal", { hasText: letter }).boundingBox()),
    );
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThan((below?.y ?? 0) + (below?.height ?? 0) - 8);
    expect(
      await page.evaluate("document.fonts.ready.then(() => [...document.fonts].filter((f) => f.status === 'loaded').length)"),
    ).toBeGreaterThan(0);
    expect(watch.complaints).toEqual([]);
  });

  it("puts the numbers of a list and the first column of a table on the side that its language begins on", async () => {
    const { page } = await show(["1. مرحبا\n2. ok\n\n| أول | ثان |\n|--|--|\n| 1 | 2 |"]);
    const directions = "[...document.querySelectorAll('ol, ol li')].map((element) => getComputedStyle(element).direction)";
    // Numbers stand in the list's padding; elsewhere they would be cut off.
    expect(await page.evaluate(`${directions}.slice(-3)`)).toEqual(["rtl", "rtl", "rtl"]);
    const [first, second] = await Promise.all([0, 1].map((column) => page.locator("th").nth(column).boundingBox()));
    expect(first?.x ?? 0).toBeGreaterThan(second?.x ?? 0);
  });

  it("does not let a formula paint outside its box", async () => {
    const { page } = await show(["$\\kern-900em\\rule{99em}{99em}$", "below"]);
    const [first, second] = [await page.locator("#text-0").boundingBox(), await page.locator("#text-1").boundingBox()];
    expect(first?.x ?? -1).toBeGreaterThanOrEqual(0);
    expect(second?.y ?? 0).toBeGreaterThanOrEqual((first?.y ?? 0) + (first?.height ?? 0));
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });

  it("keeps what is nested deep in its column, and formulas that fit in their line", async () => {
    const lists = Array.from({ length: 25 }, (_, level) => `${"  ".repeat(level)}- list ${level}`).join("\n");
    const quotes = Array.from({ length: 50 }, (_, level) => `${">".repeat(level + 1)} quote ${level}`).join("\n\n");
    const { page } = await show([lists, quotes, "So $x^2$ it is."], [], { viewport: { width: 360, height: 740 } });
    const narrowest = await page.evaluate(`Math.min(...[...document.querySelectorAll("li, blockquote p")].map((element) => {
      const { left, right } = element.getBoundingClientRect();
      return Math.min(right, innerWidth) - left;
    }))`);
    expect(narrowest).toBeGreaterThan(120);
    expect(await page.evaluate(`getComputedStyle(document.querySelector(".math")).display`)).toBe("inline");
  });

  it("loads media from an allowed origin, and says which ones it could not or would not load", async () => {
    server.media.set("/media/a.png", { type: "image/png", body: PIXEL });
    const origin = server.url;
    const { page, watch } = await show(
      [
        `![pixel](${origin}/media/a.png) ![gone](${origin}/media/gone.png) ![gone video](${origin}/media/gone.mp4) ![other](https://other.invalid/a.png)`,
      ],
      [origin],
    );
    await expect.poll(() => page.locator("img").count(), PATIENCE).toBe(1);
    await expect
      .poll(() => page.evaluate("window.broken.toSorted()"), PATIENCE)
      .toEqual([`${origin}/media/gone.mp4`, `${origin}/media/gone.png`]);
    expect(await page.locator(".media-refused").allTextContents()).toEqual([
      `Could not be loaded from ${origin}: gone`,
      `Could not be loaded from ${origin}: gone video`,
      "Not loaded from https://other.invalid: other",
    ]);
    expect(watch).toEqual({ outsideRequests: [], ran: [], complaints: [] });
  });

  it("says of a picture that it is on its way, and shows one that was made smaller in full size at a press", async () => {
    let arrive: () => void = () => undefined;
    const after = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const body = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="8000"></svg>');
    server.media.set("/media/large.svg", { type: "image/svg+xml", body, after });
    const { page, watch } = await show([`![a map](${server.url}/media/large.svg)`], [server.url]);
    await page.getByText("Loading a picture (a map) …").waitFor(PATIENCE);
    arrive();
    const button = page.getByRole("button", { name: "Full size: a map" });
    await button.waitFor(PATIENCE);
    expect(await page.getByText("Loading a picture").count()).toBe(0);
    const sizeOf = async () => {
      const { width, height } = (await page.locator("img").boundingBox()) ?? { width: 0, height: 0 };
      return [Math.round(width), Math.round(height)];
    };
    const [width, height] = await sizeOf();
    expect((height ?? 0) / (width ?? 1)).toBeCloseTo(2, 1);
    expect(height).toBeLessThanOrEqual(720);
    await button.press("Enter");
    expect(await sizeOf()).toEqual([4000, 8000]);
    // It scrolls in its own frame.
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await button.press("Enter");
    expect(await sizeOf()).toEqual([width, height]);
    expect(watch.complaints).toEqual([]);
  });

  it("plays one sound at a time", async () => {
    server.media.set("/media/tone.wav", { type: "audio/wav", body: createSilence() });
    const sound = `![tone](${server.url}/media/tone.wav)`;
    const { page } = await show([sound, sound], [server.url]);
    await page.evaluate(`(async () => {
      for (const player of document.querySelectorAll("audio")) {
        player.loop = player.muted = true;
        await player.play();
      }
    })()`);
    await expect
      .poll(() => page.evaluate("[...document.querySelectorAll('audio')].map((player) => player.paused)"), PATIENCE)
      .toEqual([true, false]);
  });

  it("marks characters that hide, and shows the text as it was written on demand", async () => {
    const { page } = await show(["a\u202eb **bold** 👩\u200d👩\u200d👧"]);
    expect(await page.locator(".hidden-mark").allTextContents()).toEqual(["U+202E"]);
    // In one piece: with thousands of marks, one by one, the page would stand still.
    expect(await page.evaluate(`document.querySelector(".hidden-mark").parentElement.matches("[dir]")`)).toBe(false);
    await page.getByRole("button", { name: "View raw" }).click();
    expect(await page.locator(".plain-text").textContent()).toBe("aU+202Eb **bold** 👩\u200d👩\u200d👧");
    expect(await page.locator("strong").count()).toBe(0);
  });

  it("formats as much as is read at once, and shows the rest as plain text on demand", async () => {
    const { page } = await show([`${"word ".repeat(12_000)}\n**the rest**`]);
    expect(await page.getByText("**the rest**").count()).toBe(0);
    await page.getByRole("button", { name: /^Show the rest \(13 characters/ }).click();
    expect(await page.locator(".plain-text").textContent()).toBe("\n**the rest**");
  });

  it("shows what would take too long as plain text, and formats what comes after it", async () => {
    const { page } = await show(["$x^2$ ".repeat(10_000), "**after**"]);
    await page.locator("#text-0 .content-note").waitFor();
    expect(await page.locator("#text-0 .katex").count()).toBe(0);
    expect(await page.locator("#text-1 strong").textContent()).toBe("after");
  });
});

/** A second of it, as a WAV file. */
function createSilence(): Buffer {
  const samplesPerSecond = 8000;
  const header = Buffer.alloc(44);
  header.write("RIFF");
  header.writeUInt32LE(36 + samplesPerSecond, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(samplesPerSecond, 40);
  return Buffer.concat([header, Buffer.alloc(samplesPerSecond, 128)]);
}
