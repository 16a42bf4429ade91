import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld, EVALUATE_REQUEST as REQUEST } from "../../../test/doubles/create-service-world.ts";
import { POOR_TALK } from "../../../test/doubles/transcripts.ts";
import { GatheredConversations } from "./gathered-conversations.ts";

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(async () => {
  await world.close();
});

const FAR = Number.MAX_SAFE_INTEGER;

describe("conversations of several requests", () => {
  it("are scored together, each with its own result", async () => {
    const gathered = new GatheredConversations();
    const good = gathered.evaluate(REQUEST, FAR);
    const poor = gathered.evaluate({ ...REQUEST, messages: POOR_TALK }, FAR);
    const unknown = gathered.evaluate({ ...REQUEST, scenarioSlug: "none" }, FAR);
    expect(await gathered.score(world.ports, CALLER, {})).toEqual({ items: 3, failureClasses: ["not_found"] });
    const results = await Promise.all([good, poor, unknown]);
    expect(results.map(({ failure }) => failure?.failureClass)).toEqual([undefined, undefined, "not_found"]);
    expect(results[0]).not.toEqual(results[1]);
  });

  it("keep the earliest of their deadlines", async () => {
    const gathered = new GatheredConversations();
    const evaluations = [gathered.evaluate(REQUEST, FAR), gathered.evaluate(REQUEST, world.ports.clock.now() - 1)];
    expect(await gathered.score(world.ports, CALLER, {})).toEqual({ items: 2, failureClasses: ["deadline", "deadline"] });
    expect((await Promise.all(evaluations)).map(({ failure }) => failure?.failureClass)).toEqual(["deadline", "deadline"]);
  });

  it("are told of a fault that ends their batch", async () => {
    const fault = new Error("broken");
    const opinions = {
      mayDiffer: () => {
        throw fault;
      },
      ask: () => Promise.reject(fault),
    };
    const gathered = new GatheredConversations();
    const evaluation = gathered.evaluate(REQUEST, FAR);
    const told = expect(evaluation).rejects.toBe(fault);
    expect(await gathered.score({ ...world.ports, opinions }, CALLER, {})).toEqual({ items: 0, failureClasses: [] });
    await told;
  });
});
