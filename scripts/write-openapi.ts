// Writes openapi.json from the routes, so that the contract can be read and compared without starting a server, and the types of the TypeScript client from it.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { pino } from "pino";
import { createApp } from "../src/http/app.ts";
import { DrainState } from "../src/http/drain-state.ts";
import { createOpenApiDocument } from "../src/http/openapi-document.ts";
import type { ScoringThreads } from "../src/ports/scoring-threads.ts";
import type { ServicePorts } from "../src/services/service-ports.ts";

export const OPENAPI_FILE = new URL("../openapi.json", import.meta.url);
const PACKAGE_FILE = new URL("../package.json", import.meta.url);

/** Limits that the contract states: the defaults of the configuration. */
const DOCUMENTED_LIMITS = { messageCharactersMax: 10_000, transcriptMessagesMax: 400, batchItemsMax: 1024, forksMax: 64 };

/** The contract as it stands in openapi.json. */
export function createOpenApiText(): string {
  const { version } = JSON.parse(readFileSync(PACKAGE_FILE, "utf8")) as { readonly version: string };
  // Writing down the contract calls no service, so the limits are all that the routes need.
  const ports = { limits: DOCUMENTED_LIMITS, clock: { now: () => 0 }, rewardModels: {} } as unknown as ServicePorts;
  const app = createApp(ports, {
    version,
    limits: {
      bodyBytesMax: 1,
      keylessBodyBytesMax: 1,
      inlineBodyBytesMax: 1,
      latencyBudgetMsMax: 1,
      jsonDepthMax: 1,
      requestsPerMinute: 1,
      signInsPerMinute: 1,
      webSocketsMax: 1,
      countedKeysMax: 1,
      readinessKeptMs: 0,
    },
    scoringThreads: {} as ScoringThreads,
    publicUrl: null,
    proxyCount: 0,
    mediaOrigins: [],
    isFramedByMturk: false,
    drainState: new DrainState(),
    problemPages: new URL("../docs/problems/", import.meta.url),
    votePage: new URL("../dist/web/vote/", import.meta.url),
    readinessProbes: [],
    gauges: [],
    metrics: [],
    collectProcessMetrics: false,
    metricsAccess: "public",
    logger: pino({ level: "silent" }),
    arrivals: { connected: () => undefined, arrivedAt: () => 0 },
    stopwatch: () => 0,
  });
  return `${JSON.stringify(createOpenApiDocument(app, version), null, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  // The generator brings the whole compiler along, which the tests that compare the contract do without.
  const { CLIENT_TYPES_FILE, createClientTypes } = await import("./create-client-types.ts");
  const text = createOpenApiText();
  writeFileSync(OPENAPI_FILE, text);
  writeFileSync(CLIENT_TYPES_FILE, await createClientTypes(text));
  console.log("openapi.json and the types of the TypeScript client are written.");
}
