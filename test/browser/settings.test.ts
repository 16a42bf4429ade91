import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { PATIENCE, useVotingWorld } from "./support/use-voting-world.ts";

/** Longer than the break after which the count of work starts anew. */
const BREAK_MS = 6 * 60_000;
const NUDGE_MINUTES = 0.1;

describeInBrowser("what an annotator is offered beside the votes", () => {
  const world = useVotingWorld();

  it("does not tick notifications that the browser refuses, and says so", async () => {
    const { context, page } = await world.enter();
    const box = page.getByLabel("Show a notification");
    await page.getByRole("button", { name: "Settings" }).click();
    // Without a visitor to ask, the browser refuses.
    await box.click();
    await page.getByText("The browser lets this page show no notifications.").waitFor(PATIENCE);
    expect(await box.isChecked()).toBe(false);
    await context.grantPermissions(["notifications"]);
    await box.click();
    await expect.poll(() => box.isChecked(), PATIENCE).toBe(true);
    expect(await page.getByText("The browser lets this page show no notifications.").count()).toBe(0);
  });

  it("suggests a break in every stretch of work, also after one was waved away", async () => {
    const { page, waitForQuestion } = await world.enter();
    await page.route("**/api/v1/annotators/me", async (route) => {
      const response = await route.fetch();
      const me = (await response.json()) as { break_minutes: object };
      await route.fulfill({ response, json: { ...me, break_minutes: { ...me.break_minutes, nudge: NUDGE_MINUTES } } });
    });
    await page.clock.install();
    await page.reload();
    const comparison = world.compare({ a: "Paris, says Alpha.", b: "Paris, says Beta." });
    await waitForQuestion("Paris, says");
    const nudge = page.getByText("Look out of the window");
    const work = () => page.clock.runFor(2 * NUDGE_MINUTES * 60_000);
    await work();
    await nudge.waitFor(PATIENCE);
    await page.getByRole("button", { name: "Not now" }).click();
    await work();
    expect(await nudge.count()).toBe(0);
    await page.clock.fastForward(BREAK_MS);
    await work();
    await nudge.waitFor(PATIENCE);
    await page.keyboard.press("b");
    await comparison;
  });
});
