import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { PATIENCE, useVotingWorld } from "./support/use-voting-world.ts";

const PAIR = { a: "Paris, says Alpha.", b: "Paris, says Beta." };
/** As phones have it: granted, and an error for whoever makes one. */
const NO_NOTIFICATIONS = `window.Notification = class {
  static permission = "granted";
  static async requestPermission() { return "granted"; }
  constructor() { throw new TypeError("Illegal constructor"); }
}`;

describeInBrowser("the voting page in a browser that lacks something", () => {
  const world = useVotingWorld();

  it("does not tick notifications that a phone grants and never shows", async () => {
    const { page } = await world.enter();
    await page.evaluate(NO_NOTIFICATIONS);
    await page.getByRole("button", { name: "Settings" }).click();
    const box = page.getByLabel("Show a notification");
    await box.click();
    await page.getByText("The browser lets this page show no notifications.").waitFor(PATIENCE);
    expect(await box.isChecked()).toBe(false);
  });

  it("shows the question that a notification cannot call to", async () => {
    const { page, watch, voteFor } = await world.enter();
    await page.evaluate(`localStorage.setItem("folkmoot.settings", '{"hasNotification":true,"hasSound":true}')`);
    await page.addInitScript(`${NO_NOTIFICATIONS};
      window.AudioContext = class { constructor() { throw new Error("No more of these."); } };
      Object.defineProperty(document, "visibilityState", { get: () => "hidden" });`);
    await page.reload();
    await page.getByRole("region", { name: "Waiting" }).waitFor(PATIENCE);
    const comparison = world.compare(PAIR);
    await voteFor("Alpha");
    expect((await comparison).votes).toMatchObject({ a: 1, count: 1 });
    expect(watch.complaints).toEqual([]);
  });

  it("calls with a sound when a question comes after there was none, and not from vote to vote", async () => {
    const { page, voteFor, progress } = await world.enter();
    await page.evaluate(`localStorage.setItem("folkmoot.settings", '{"hasSound":true}')`);
    await page.addInitScript(
      `window.tones = 0; window.AudioContext = class { constructor() { window.tones += 1; throw new Error("Silent."); } };`,
    );
    await page.reload();
    await page.getByRole("heading", { name: "Nothing is waiting" }).waitFor(PATIENCE);
    const comparisons = ["first", "second"].map((name) =>
      world.compare({ prompt: `The ${name}?`, a: `Alpha of the ${name}.`, b: `Beta of the ${name}.` }),
    );
    await voteFor("Alpha of the");
    await expect.poll(progress, PATIENCE).toBe("1 vote today");
    await voteFor("Alpha of the");
    await Promise.all(comparisons);
    expect(await page.evaluate("window.tones")).toBe(1);
  });

  it("votes where the browser has switched storage off, and locks with it", async () => {
    const { page, voteFor } = await world.enter();
    await page.addInitScript(`for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get() { throw new DOMException("Denied", "SecurityError"); } });
    }
    navigator.locks.request = async () => { throw new DOMException("Denied", "SecurityError"); };`);
    await page.reload();
    const comparison = world.compare(PAIR);
    await voteFor("Alpha");
    expect((await comparison).votes).toMatchObject({ a: 1, count: 1 });
  });

  it("says that nobody was signed out while the server was out of reach", async () => {
    const { context, page } = await world.enter();
    await context.setOffline(true);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign out?" });
    await dialog.getByRole("button", { name: "Sign out" }).click();
    await dialog.getByText("You are still signed in").waitFor(PATIENCE);
    await context.setOffline(false);
    await dialog.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Vote as a guest" }).waitFor(PATIENCE);
  });
});
