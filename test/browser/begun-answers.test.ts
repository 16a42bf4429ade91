import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { PATIENCE, useVotingWorld } from "./support/use-voting-world.ts";

const PAIR = { a: "Paris, says Alpha.", b: "Paris, says Beta." };

describeInBrowser("what an annotator has begun on a question", () => {
  const world = useVotingWorld();

  it("is typed where it was unfolded, and votes by none of its letters", async () => {
    const { page, progress, waitForQuestion } = await world.enter();
    const comparison = world.compare(PAIR);
    await waitForQuestion("Paris, says");
    await page.getByText("Say why").focus();
    await page.keyboard.press("Enter");
    const reason = page.getByLabel("Your reason");
    await expect.poll(() => page.evaluate("document.activeElement.tagName"), PATIENCE).toBe("TEXTAREA");
    await page.keyboard.type("because");
    expect(await reason.inputValue()).toBe("because");
    expect(await progress()).toBe("0 votes today");
    await page.locator("main").focus();
    await page.keyboard.press("b");
    await comparison;
  });

  it("is there again after a reload, in sight, and with the time that it took", async () => {
    const { page, waitForQuestion } = await world.enter();
    const comparison = world.compare(PAIR);
    await waitForQuestion("Paris, says");
    await page.getByText("Say why").click();
    await page.getByLabel("Your reason").fill("Alpha is clearer.");
    await page.waitForTimeout(1500);
    await page.reload();
    await waitForQuestion("Paris, says");
    expect(await page.getByLabel("Your reason").isVisible()).toBe(true);
    const vote = page.waitForRequest("**/api/v1/votes");
    await page.locator("main").focus();
    await page.keyboard.press("b");
    const sent = (await vote).postDataJSON() as { justification: string; visible_ms: number };
    expect(sent.justification).toBe("Alpha is clearer.");
    expect(sent.visible_ms).toBeGreaterThan(1500 + 600);
    await comparison;
  });

  it("is there again after a reload in the middle of changing a vote, and goes with the change", async () => {
    const { page, voteFor, waitForQuestion } = await world.enter();
    const comparison = world.compare({ ...PAIR, human: { min_votes: 2, max_votes: 2 } });
    await voteFor("Alpha");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator('[data-status="reopened"]').waitFor(PATIENCE);
    await page.getByText("Say why").click();
    await page.getByLabel("Your reason").fill("Beta is clearer.");
    await page.reload();
    await page.locator('[data-status="reopened"]').waitFor(PATIENCE);
    await waitForQuestion("Paris, says");
    expect(await page.getByLabel("Your reason").inputValue()).toBe("Beta is clearer.");
    const revision = page.waitForRequest("**/revise");
    await page.locator("main").focus();
    await voteFor("Beta");
    expect((await revision).postDataJSON()).toMatchObject({ justification: "Beta is clearer." });
    await page.getByRole("region", { name: "Waiting" }).waitFor(PATIENCE);
    await world.voteElsewhere("tie");
    expect((await comparison).votes).toMatchObject({ a: 0, b: 1, tie: 1, count: 2 });
  });

  it("takes no words that would not go with a vote on its way", async () => {
    const { context, page, voteFor } = await world.enter();
    const comparison = world.compare(PAIR);
    await page.getByText("Alpha").waitFor();
    await context.setOffline(true);
    await voteFor("Alpha");
    await page.getByText("1 vote waits on this device").waitFor();
    await page.getByText("Say why").click();
    expect(await page.getByLabel("Your reason").isEditable()).toBe(false);
    await context.setOffline(false);
    await comparison;
  });
});
