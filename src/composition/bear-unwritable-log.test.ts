import { EventEmitter } from "node:events";
import { beforeEach, describe, expect, it } from "vitest";
import { bearUnwritableLog, type LogDestination } from "./bear-unwritable-log.ts";

class Destination extends EventEmitter implements LogDestination {
  flushes = 0;

  flushSync(): void {
    this.flushes += 1;
  }
}

let destination: Destination;
let told: number[];

beforeEach(() => {
  destination = new Destination();
  told = [];
  bearUnwritableLog(destination, (lines) => told.push(lines));
});

describe("bearUnwritableLog", () => {
  it("survives a log that cannot be written", () => {
    expect(() => destination.emit("error", new Error("ENOSPC: no space left on device, write"))).not.toThrow();
  });

  it("does not insist on the last lines while the log cannot be written, so that the process can end", () => {
    destination.emit("error", new Error("ENOSPC"));
    destination.flushSync();
    expect(destination.flushes).toBe(0);
    destination.emit("write");
    destination.flushSync();
    expect(destination.flushes).toBe(1);
  });

  it("tells once how many lines were lost, when the log has been written again", () => {
    destination.emit("drop", '{"msg":"one"}\n{"msg":"two"}\n');
    destination.emit("drop", '{"msg":"three"}\n');
    destination.emit("write");
    expect(told).toEqual([]);
    destination.emit("drain");
    destination.emit("drain");
    expect(told).toEqual([3]);
  });
});
