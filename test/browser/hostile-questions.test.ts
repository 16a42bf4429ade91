import { expect, it } from "vitest";
import { HOSTILE_TEXTS } from "./hostile-texts.ts";
import { describeInBrowser } from "./support/use-chromium.ts";
import { PATIENCE, useVotingWorld } from "./support/use-voting-world.ts";

/** Texts of one answer of a question. */
const TEXTS_PER_ANSWER = 25;

describeInBrowser("questions of a hostile model", () => {
  const world = useVotingWorld();

  it("run nothing and ask for nothing on an annotator's page, and are voted on like any other", async () => {
    // The wire takes no lone halves of characters.
    const texts = Object.values(HOSTILE_TEXTS)
      .flat()
      .map((text) => Buffer.from(text).toString());
    expect(texts.length).toBeGreaterThanOrEqual(150);
    const { page, watch, progress, waitForQuestion } = await world.enter();
    for (let from = 0; from < texts.length; from += 2 * TEXTS_PER_ANSWER) {
      const [a, b] = [from, from + TEXTS_PER_ANSWER].map((start) => texts.slice(start, start + TEXTS_PER_ANSWER));
      const question = from / (2 * TEXTS_PER_ANSWER) + 1;
      const comparison = world.compare({
        prompt: `Question ${question}`,
        a: ["first", ...(a ?? [])],
        b: ["second", ...(b ?? [])],
        budgetMs: 600_000,
      });
      await waitForQuestion(`Question ${question}`);
      await expect.poll(() => page.locator('.safe-content[aria-busy="true"]').count(), PATIENCE).toBe(0);
      await page.keyboard.press("0");
      expect((await comparison).votes.tie).toBe(1);
      await expect.poll(progress, PATIENCE).toMatch(new RegExp(`^${question} vote`));
    }
    expect(watch).toEqual({ outsideRequests: [], ran: [], complaints: [] });
  });
});
