import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { PATIENCE, useVotingWorld } from "./support/use-voting-world.ts";

const PAIR = { a: "Paris, says **Alpha**.", b: "Paris, says **Beta**." };

describeInBrowser("the voting page when a part of it breaks", () => {
  const world = useVotingWorld();

  it("shows a text plain whose formatting throws, and takes the vote", async () => {
    const { page, voteFor } = await world.enter();
    await page.evaluate(`(() => {
      const replace = Element.prototype.replaceChildren;
      Element.prototype.replaceChildren = function (...nodes) {
        if (this.className === "formatted-text") throw new Error("Broken.");
        return replace.apply(this, nodes);
      };
    })()`);
    const comparison = world.compare(PAIR);
    await voteFor("**Alpha**");
    expect((await comparison).votes).toMatchObject({ a: 1, count: 1 });
  });

  it("formats what comes after a newer version has taken the place of its own", async () => {
    const { page, waitForQuestion, voteFor } = await world.enter();
    await expect.poll(() => page.workers().length, PATIENCE).toBe(1);
    await page.workers()[0]?.evaluate("0");
    // A new version has files of other names: those of the old one are gone.
    await page.route("**/assets/**", (route) => route.fulfill({ status: 404 }));
    const comparison = world.compare(PAIR);
    await waitForQuestion("Alpha");
    expect(await page.locator(".formatted-text strong").count()).toBe(2);
    await voteFor("Alpha");
    expect((await comparison).votes).toMatchObject({ a: 1, count: 1 });
  });

  it("says that it has broken where something has taken it apart, and goes on when it is loaded again", async () => {
    const { page, voteFor, waitForQuestion } = await world.enter();
    const comparison = world.compare(PAIR);
    await waitForQuestion("Alpha");
    // As translators and extensions do: what is about to be removed is somewhere else.
    await page.evaluate(`document.createElement("div").append(document.querySelector("main"))`);
    await page.keyboard.press("p");
    await page.getByRole("heading", { name: "The page has broken" }).waitFor(PATIENCE);
    await page.getByRole("button", { name: "Load again" }).click();
    await voteFor("Alpha");
    expect((await comparison).votes).toMatchObject({ a: 1, count: 1 });
  });

  it("is no blank page where its script did not come", async () => {
    const { page } = await world.chromium.open();
    await page.route("**/*.js", (route) => route.abort());
    await page.goto(`${world.server.url}/vote`);
    await page.getByText("If this stays, the page has not come whole.").waitFor(PATIENCE);
  });
});
