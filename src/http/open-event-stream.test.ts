import { describe, expect, it } from "vitest";
import { type EventStreamOptions, openEventStream } from "./open-event-stream.ts";

/** A timer whose one alarm the test rings. */
function createAlarm() {
  const alarms: { readonly delayMs: number; readonly wake: () => void }[] = [];
  const set = (delayMs: number, wake: () => void) => {
    const alarm = { delayMs, wake };
    alarms.push(alarm);
    return () => void (alarms.includes(alarm) && alarms.splice(alarms.indexOf(alarm), 1));
  };
  return { timer: { set }, alarms, ring: () => alarms.shift()?.wake() };
}

function open(options: Partial<EventStreamOptions> = {}) {
  const alarm = createAlarm();
  const said: string[] = [];
  const stream = openEventStream({
    timer: alarm.timer,
    waitingBytesMax: 1000,
    retryMs: 500,
    onEnd: () => said.push("ended"),
    cut: () => said.push("cut"),
    ...options,
  });
  return { ...alarm, stream, said };
}

const textOf = async (body: ReadableStream<Uint8Array>) => await new Response(body).text();

describe("a line of server-sent events", () => {
  it("says when to come back, then one event after another", async () => {
    const { stream, said } = open();
    stream.send("hello", {}, null);
    stream.send("revision", { text: "two\nlines" }, "2");
    stream.close();
    expect(await textOf(stream.body)).toBe(
      'retry: 500\n\nevent: hello\ndata: {}\n\nevent: revision\nid: 2\ndata: {"text":"two\\nlines"}\n\n',
    );
    expect(said).toEqual(["ended"]);
  });

  it("carries a comment every fifteen seconds until it ends", async () => {
    const { stream, alarms, ring } = open();
    expect(alarms.map(({ delayMs }) => delayMs)).toEqual([15_000]);
    ring();
    ring();
    stream.close();
    expect(alarms).toEqual([]);
    expect(await textOf(stream.body)).toBe("retry: 500\n\n:\n\n:\n\n");
  });

  it("ends when the client hangs up; what is sent afterwards is for nobody", async () => {
    const { stream, alarms, said } = open();
    const reader = stream.body.getReader();
    await reader.read();
    await reader.cancel();
    stream.send("work", {}, null);
    stream.close();
    expect(said).toEqual(["ended"]);
    expect(alarms).toEqual([]);
  });

  it("is cut when the client leaves more unread than the limit, and gathers no more", async () => {
    const { stream, alarms, said } = open({ waitingBytesMax: 60 });
    for (let count = 0; count < 100; count += 1) {
      stream.send("work", {}, null);
    }
    expect(said).toEqual(["ended", "cut"]);
    expect(alarms).toEqual([]);
    const reader = stream.body.getReader();
    let bytes = 0;
    for (let count = 0; count < 4; count += 1) {
      bytes += (await reader.read()).value?.byteLength ?? 0;
    }
    expect(bytes).toBeLessThanOrEqual(60 + 26);
    await reader.cancel();
  });
});
