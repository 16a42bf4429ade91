import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { pressFrenchOne, useVotingWorld, type VotingPage } from "./support/use-voting-world.ts";

const LONG = "A long answer, of which there is much to read.\n\n".repeat(60);

/** How much of the window shows what is to be rated, and of it what nothing lies over. */
async function shareOfAnswer(page: Page): Promise<number> {
  return (await page.evaluate(`(() => {
    const heights = Array.from({ length: innerHeight }, (_, y) => y);
    const { left } = document.querySelector(".answer-body").getBoundingClientRect();
    return heights.filter((y) => document.elementFromPoint(left + 20, y)?.closest(".answer-body")).length / innerHeight;
  })()`)) as number;
}

describeInBrowser("a question that asks for ratings", () => {
  const world = useVotingWorld();

  const rate = async ({ waitForQuestion }: VotingPage) => {
    const evaluation = world.client.json<{ votes: { count: number } }>(200, "POST", "/api/v1/evaluate", {
      collection_slug: "preference",
      scenario_slug: "general",
      messages: [
        { role: "user", content: "What is the capital of France?" },
        { role: "assistant", content: `Paris, says Alpha. ${LONG}` },
      ],
      latency_budget_ms: 60_000,
      human: { mode: "require", min_votes: 1, max_votes: 1 },
    });
    await waitForQuestion("Alpha");
    return { evaluation };
  };
  const rateByDigits = async (page: Page) => {
    for (let row = await page.locator(".rating").count(); row > 0; row -= 1) {
      await page.keyboard.press("5");
    }
  };

  it.each([
    [1366, 625],
    [1366, 768],
    [1920, 970],
    [1024, 700],
    [390, 844],
    [320, 640],
  ])("leaves at least half of a window of %i by %i points to what is rated", async (width, height) => {
    const visitor = await world.enter({ viewport: { width, height } });
    const { evaluation } = await rate(visitor);
    const { page } = visitor;
    expect(await shareOfAnswer(page)).toBeGreaterThan(0.5);
    await page.keyboard.press("m");
    await page.evaluate("scrollTo(0, 200)");
    expect(await shareOfAnswer(page)).toBeGreaterThan(0.5);
    // A scale stands in one line.
    const tops = await page.evaluate(
      "[...document.querySelectorAll('.rating')].map((row) => new Set([...row.querySelectorAll('button')].map((one) => one.offsetTop)).size)",
    );
    expect(tops).toEqual([1, 1, 1, 1, 1, 1]);
    await rateByDigits(page);
    await page.keyboard.press("Enter");
    await evaluation;
  });

  it("is sent by Enter after the last rating was clicked", async () => {
    const visitor = await world.enter();
    const { evaluation } = await rate(visitor);
    const { page } = visitor;
    await pressFrenchOne(page);
    expect(await page.getByRole("button", { name: "Accuracy: 1 of 7" }).getAttribute("aria-pressed")).toBe("true");
    await rateByDigits(page);
    await page.getByRole("button", { name: "Overall: 6 of 7" }).click();
    await page.keyboard.press("Enter");
    expect(await evaluation).toMatchObject({ votes: { count: 1 } });
  });

  it("is rated by Enter on a number that is not given yet", async () => {
    const visitor = await world.enter();
    const { evaluation } = await rate(visitor);
    const { page } = visitor;
    await rateByDigits(page);
    const other = page.getByRole("button", { name: "Overall: 2 of 7" });
    await other.focus();
    await page.keyboard.press("Enter");
    expect(await other.getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Enter");
    expect(await evaluation).toMatchObject({ votes: { count: 1 } });
  });
});
