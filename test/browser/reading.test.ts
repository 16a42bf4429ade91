import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { PATIENCE, useVotingWorld } from "./support/use-voting-world.ts";

const LONG = "A long answer, of which there is much to read.\n\n".repeat(60);
const WIDE_TABLE = `| ${"column | ".repeat(60)}\n|${"--|".repeat(60)}\n| ${"1 | ".repeat(60)}`;
const WIDE_FORMULA = `The chance is $\\frac{\\text{${"good outcomes ".repeat(6)}}}{n}$, they say.`;
const PAIR = { a: `Paris, says Alpha. ${LONG}`, b: `Paris, says Beta. ${LONG}` };
const TOPS = "[...document.querySelectorAll('.answer-body')].map((answer) => answer.scrollTop)";

describeInBrowser("reading two answers", () => {
  const world = useVotingWorld();

  it("reads answers in no language of the page's, and leaves them untranslated, raw or formatted", async () => {
    const { page, left, waitForQuestion } = await world.enter();
    const comparison = world.compare({ a: "عاصمة فرنسا هي باريس.", b: "法国的首都是巴黎。" });
    await waitForQuestion("باريس");
    const looksOf = (text: string) =>
      page.getByText(text).evaluate((element) => {
        const marked = element.closest("[lang]") as { lang: string; translate: boolean } | null;
        return { lang: marked?.lang, isTranslated: marked?.translate };
      });
    expect(await looksOf("باريس")).toEqual({ lang: "", isTranslated: false });
    expect(await looksOf("法国")).toEqual({ lang: "", isTranslated: false });
    // Told apart by those who hear the page's buttons one by one.
    const switches = page.getByRole("button", { name: "View raw" });
    expect(await switches.evaluateAll((buttons) => buttons.map(({ ariaLabel }) => ariaLabel))).toEqual([
      "View raw: the conversation",
      "View raw: answer A",
      "View raw: answer B",
    ]);
    await page.getByRole("button", { name: "View raw: answer A" }).click();
    expect(await left.locator("pre.plain-text").getAttribute("lang")).toBe("");
    await page.keyboard.press("b");
    expect((await comparison).votes.both_bad).toBe(1);
  });

  it("does not go through a raw text again at each key that is typed in the reason", async () => {
    const { page, left, waitForQuestion } = await world.enter();
    const comparison = world.compare({ a: `Paris, says Alpha. ${"a\u200b".repeat(2000)}`, b: "Paris, says Beta." });
    await waitForQuestion("Paris, says");
    await left.getByRole("button", { name: "View raw" }).click();
    await left.locator("pre.plain-text").waitFor(PATIENCE);
    await page.getByText("Say why").click();
    // Which finds the hidden characters.
    await page.evaluate(`{
      window.searches = 0;
      const { matchAll } = String.prototype;
      String.prototype.matchAll = function (pattern) { window.searches += 1; return matchAll.call(this, pattern); };
    }`);
    await page.getByLabel("Your reason").pressSequentially("why");
    expect(await page.evaluate("window.searches")).toBe(0);
    await page.locator("main").focus();
    await page.keyboard.press("b");
    await comparison;
  });

  it("leaves left and right to the vote after a click in an answer, and up and down to the answer", async () => {
    const { page, left, progress, waitForQuestion } = await world.enter();
    const comparison = world.compare(PAIR);
    await waitForQuestion("Paris, says");
    await left.getByText("Paris, says").click();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.evaluate(`${TOPS}[0] > 0`), PATIENCE).toBe(true);
    expect(await progress()).toBe("0 votes today");
    await page.keyboard.press("ArrowLeft");
    expect((await comparison).votes).toMatchObject({ tie: 0, count: 1 });
  });

  it("leaves left and right to a table that is wider than its column, while it has the focus", async () => {
    const { page, progress, waitForQuestion } = await world.enter();
    const comparison = world.compare({ a: `${WIDE_TABLE}\n\nAlpha`, b: `${WIDE_TABLE}\n\nBeta` });
    await waitForQuestion("column");
    await page.locator(".table-frame").first().focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.evaluate("document.querySelector('.table-frame').scrollLeft > 0"), PATIENCE).toBe(true);
    // Content paints nothing outside its box, the outline of what has the focus neither.
    const [width, offset] =
      (await page.evaluate(`(({ outlineWidth, outlineOffset }) => [outlineWidth, outlineOffset].map(parseFloat))(
      getComputedStyle(document.activeElement),
    )`)) as readonly [number, number];
    expect(width).toBe(3);
    expect(offset).toBe(-width);
    expect(await progress()).toBe("0 votes today");
    await page.locator("main").focus();
    await page.keyboard.press("ArrowRight");
    expect((await comparison).votes.count).toBe(1);
  });

  it("leaves left and right to what is too wide in the answer that was behind the other one", async () => {
    const { page, right, progress, waitForQuestion } = await world.enter({ viewport: { width: 390, height: 720 } });
    const comparison = world.compare({ a: `${WIDE_TABLE}\n\n${WIDE_FORMULA}`, b: `${WIDE_TABLE}\n\n${WIDE_FORMULA} too` });
    await waitForQuestion("column");
    await page.getByRole("button", { name: "Answer B" }).click();
    for (const name of ["Table", "Formula"]) {
      const region = right.getByRole("region", { name });
      await region.focus(PATIENCE);
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => region.evaluate(({ scrollLeft }) => scrollLeft > 0), PATIENCE).toBe(true);
    }
    expect(await progress()).toBe("0 votes today");
    await page.locator("main").focus();
    await page.keyboard.press("b");
    await comparison;
  });

  it("scrolls both answers by the keys that scroll a page", async () => {
    const { page, waitForQuestion } = await world.enter();
    const comparison = world.compare(PAIR);
    await waitForQuestion("Paris, says");
    const scrolled = async (key: string) => {
      await page.keyboard.press(key);
      return (await page.evaluate(TOPS)) as readonly number[];
    };
    const [down, further] = [await scrolled("PageDown"), await scrolled(" ")];
    expect(Math.min(...down)).toBeGreaterThan(100);
    expect(further).toEqual(down.map((top) => 2 * top));
    expect([await scrolled("PageUp"), await scrolled("Shift+ ")]).toEqual([down, [0, 0]]);
    await page.keyboard.press("b");
    await comparison;
  });

  it("shows the next question as the last one was left: all of it, without what came before", async () => {
    const { page, progress, waitForQuestion } = await world.enter();
    const comparisons = ["first", "second"].map((name) => {
      const [a, b] = [
        ["One.", PAIR.a],
        ["One.", PAIR.b],
      ];
      return world.compare({ prompt: `The ${name}?`, a, b });
    });
    await waitForQuestion("Paris, says");
    const isFolded = () => page.evaluate("document.querySelector('.context').open === false");
    expect(await isFolded()).toBe(false);
    await page.locator(".context summary").click();
    await page.keyboard.press("m");
    await page.keyboard.press("b");
    await expect.poll(progress, PATIENCE).toBe("1 vote today");
    await page.locator('main[data-status="open"]').waitFor(PATIENCE);
    expect(await isFolded()).toBe(true);
    expect(await page.getByRole("button", { name: "Show all" }).getAttribute("aria-pressed")).toBe("true");
    await page.waitForTimeout(600);
    await page.keyboard.press("b");
    await Promise.all(comparisons);
  });

  it("says that an answer is empty", async () => {
    const { page, waitForQuestion } = await world.enter();
    const comparison = world.compare({ a: "", b: "Paris, says Beta." });
    await waitForQuestion("(empty answer)");
    await page.keyboard.press("b");
    await comparison;
  });
});
