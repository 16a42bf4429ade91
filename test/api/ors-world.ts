// The Open Reward Standard's app over a test world.
import { createOrsApp } from "../../src/http/compat/ors/create-ors-app.ts";
import { createManualTime } from "../doubles/manual-time.ts";
import { createTestWorld, START, type TestWorldOptions } from "./create-test-world.ts";
import type { WireResponse } from "./wire-response.ts";

export type OrsWorld = Awaited<ReturnType<typeof createOrsWorld>>;

/** A world whose time the test moves; close it in the end. */
export async function createOrsWorld(options: TestWorldOptions & { readonly sessionsMax?: number } = {}) {
  const time = createManualTime(START);
  const world = await createTestWorld({
    ...options,
    timer: time.timer,
    ports: { clock: time.clock, ...options.ports },
    httpLimits: { requestsPerMinute: 1_000_000, ...options.httpLimits },
  });
  const { metrics, limiter } = world.app;
  const app = createOrsApp(world.ports, { ...world.httpOptions, metrics, limiter, sessionsMax: options.sessionsMax ?? 100 });
  const send = async (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    (await app.request(path, {
      method,
      headers: {
        ...("x-api-key" in headers || "authorization" in headers ? {} : { "x-api-key": world.keys.trainer }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    })) as WireResponse;
  return {
    ...world,
    app,
    api: world.app,
    time,
    get: (path: string, headers: Record<string, string> = {}) => send("GET", path, headers),
    post: (path: string, body?: unknown, headers: Record<string, string> = {}) => send("POST", path, headers, body),
    close: async () => {
      app.close();
      await world.close();
    },
  };
}
