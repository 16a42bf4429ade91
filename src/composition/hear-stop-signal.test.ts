import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { hearStopSignal } from "./hear-stop-signal.ts";

describe("the signal to stop", () => {
  it("is the first one; what comes within the second after it is the same, as Ctrl-C under npm", async () => {
    const { world, exits } = processAt({ now: 5000 });
    const heard = hearStopSignal(world, () => world.now);
    world.signal("SIGINT");
    world.now += 10;
    world.signal("SIGINT");
    world.now += 900;
    world.signal("SIGTERM");
    expect(await heard).toBe("SIGINT");
    expect(exits).toEqual([]);
  });

  it("ends the process when it is repeated later, as a shell counts it", async () => {
    const { world, exits } = processAt({ now: 0 });
    const heard = hearStopSignal(world, () => world.now);
    world.signal("SIGTERM");
    world.now += 1000;
    world.signal("SIGINT");
    expect(await heard).toBe("SIGTERM");
    expect(exits).toEqual([130]);
  });
});

function processAt({ now }: { readonly now: number }) {
  const emitter = new EventEmitter();
  const exits: unknown[] = [];
  const world = {
    now,
    on: emitter.on.bind(emitter) as unknown as NodeJS.Process["on"],
    exit: ((code: unknown) => void exits.push(code)) as NodeJS.Process["exit"],
    signal: (name: string) => void emitter.emit(name, name),
  };
  return { world, exits };
}
