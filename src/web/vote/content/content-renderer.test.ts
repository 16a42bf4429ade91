import { describe, expect, it } from "vitest";
import { ContentRenderer, HTML_CHARACTERS, LOAD_BUDGET_MS, RENDER_BUDGET_MS, RETRY_MS } from "./content-renderer.ts";
import type { RenderingJob, RenderingMessage } from "./content-rendering.ts";

interface FakeThread {
  readonly jobs: RenderingJob[];
  hasEnded: boolean;
  readonly say: (message: RenderingMessage) => void;
  readonly fail: () => void;
}

/** A renderer whose workers and time the test plays. */
function createWorld() {
  const threads: FakeThread[] = [];
  const timers: { readonly delayMs: number; readonly call: () => void; isOn: boolean }[] = [];
  const renderer = new ContentRenderer({
    startThread: (say, fail) => {
      const thread: FakeThread = { jobs: [], hasEnded: false, say, fail };
      threads.push(thread);
      return {
        send: (job) => void thread.jobs.push(job),
        end: () => {
          thread.hasEnded = true;
        },
      };
    },
    callAfter: (delayMs, call) => {
      const timer = { delayMs, call, isOn: true };
      timers.push(timer);
      return () => {
        timer.isOn = false;
      };
    },
  });
  const ring = (delayMs: number) => {
    const timer = timers.findLast((candidate) => candidate.isOn && candidate.delayMs === delayMs);
    expect(timer).toBeDefined();
    if (timer !== undefined) {
      timer.isOn = false;
      timer.call();
    }
  };
  const finish = (thread: FakeThread | undefined, html = "<p></p>") =>
    thread?.say({ kind: "done", jobNumber: thread.jobs.at(-1)?.jobNumber ?? -1, html });
  return { renderer, threads, ring, finish, runningTimers: () => timers.filter(({ isOn }) => isOn).length };
}

describe("ContentRenderer", () => {
  it("starts no worker before there is a text", () => {
    expect(createWorld().threads).toEqual([]);
  });

  it("renders the first text in the worker that was made ready for it", async () => {
    const { renderer, threads, finish } = createWorld();
    renderer.prepare();
    renderer.prepare();
    threads[0]?.say({ kind: "ready" });
    const first = renderer.render("one", []);
    finish(threads[0], "1");
    expect(await first).toEqual({ kind: "html", html: "1" });
    expect(threads).toHaveLength(1);
  });

  it("renders one text after another in one worker", async () => {
    const { renderer, threads, finish, runningTimers } = createWorld();
    const [first, second] = [renderer.render("one", []), renderer.render("two", [])];
    threads[0]?.say({ kind: "ready" });
    expect(threads[0]?.jobs.map(({ markdown }) => markdown)).toEqual(["one"]);
    finish(threads[0], "1");
    expect(await first).toEqual({ kind: "html", html: "1" });
    finish(threads[0], "2");
    expect(await second).toEqual({ kind: "html", html: "2" });
    expect(threads).toHaveLength(1);
    expect(runningTimers()).toBe(0);
  });

  it("shows a text that takes too long as plain text, and renders the next in a new worker", async () => {
    const { renderer, threads, ring, finish } = createWorld();
    const [slow, next] = [renderer.render("slow", []), renderer.render("next", [])];
    threads[0]?.say({ kind: "ready" });
    ring(RENDER_BUDGET_MS);
    expect(await slow).toEqual({ kind: "plain", reason: "too_slow" });
    expect(threads[0]?.hasEnded).toBe(true);
    threads[1]?.say({ kind: "ready" });
    finish(threads[1], "next");
    expect(await next).toEqual({ kind: "html", html: "next" });
  });

  it("does not count a worker's loading as a text's time", async () => {
    const { renderer, threads, finish, runningTimers } = createWorld();
    const rendering = renderer.render("text", []);
    expect(threads[0]?.jobs).toEqual([]);
    threads[0]?.say({ kind: "ready" });
    expect(runningTimers()).toBe(1);
    finish(threads[0]);
    await rendering;
  });

  it("shows everything as plain text where no worker can be had", async () => {
    const { renderer, threads, ring } = createWorld();
    const rendering = renderer.render("text", []);
    ring(LOAD_BUDGET_MS);
    expect(await rendering).toEqual({ kind: "plain", reason: "unavailable" });
    expect(await renderer.render("other", [])).toEqual({ kind: "plain", reason: "unavailable" });
    expect(threads).toHaveLength(1);
  });

  it("tries another worker after a while, for the same texts too", async () => {
    const { renderer, threads, ring, finish } = createWorld();
    const rendering = renderer.render("text", []);
    threads[0]?.fail();
    expect(await rendering).toEqual({ kind: "plain", reason: "unavailable" });
    ring(RETRY_MS);
    const again = renderer.render("text", []);
    threads[1]?.say({ kind: "ready" });
    finish(threads[1], "made");
    expect(await again).toEqual({ kind: "html", html: "made" });
  });

  it("shows HTML that would slow the page as plain text", async () => {
    const { renderer, threads, finish } = createWorld();
    const rendering = renderer.render("text", []);
    threads[0]?.say({ kind: "ready" });
    finish(threads[0], "x".repeat(HTML_CHARACTERS + 1));
    expect(await rendering).toEqual({ kind: "plain", reason: "too_large" });
  });

  it("remembers what it rendered, by text and origins", async () => {
    const { renderer, threads, finish } = createWorld();
    const first = renderer.render("text", ["https://a.example"]);
    threads[0]?.say({ kind: "ready" });
    finish(threads[0], "made");
    await first;
    expect(await renderer.render("text", ["https://a.example"])).toEqual({ kind: "html", html: "made" });
    expect(threads[0]?.jobs).toHaveLength(1);
    void renderer.render("text", []);
    expect(threads[0]?.jobs).toHaveLength(2);
  });

  it("takes no answer for another text's", async () => {
    const { renderer, threads, finish } = createWorld();
    const rendering = renderer.render("text", []);
    threads[0]?.say({ kind: "ready" });
    threads[0]?.say({ kind: "done", jobNumber: 99, html: "stray" });
    finish(threads[0], "mine");
    expect(await rendering).toEqual({ kind: "html", html: "mine" });
  });
});
