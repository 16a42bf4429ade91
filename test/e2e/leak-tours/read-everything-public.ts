import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CANARY_COLLECTION, CANARY_SCENARIO } from "../support/canary-collection.ts";
import type { CanaryVisitor } from "../support/canary-visitor.ts";
import { HOSTILE_NAMES } from "../support/hostile-requests.ts";

const ROUTES_WITHOUT_NAMES = [
  "GET /healthz",
  "GET /readyz",
  "GET /openapi.json",
  "GET /metrics",
  "GET /api/v1/collections",
  "GET /api/v1/reward-models",
];
const PROBLEM_CODES = readdirSync(fileURLToPath(new URL("../../../docs/problems", import.meta.url))).map((name) =>
  name.replace(/\.md$/, ""),
);

/** Every page and every public half, by its own name and by names that stand for nothing. */
export async function readEverythingPublic(caller: CanaryVisitor): Promise<void> {
  for (const route of ROUTES_WITHOUT_NAMES) {
    await caller.call(route);
  }
  for (const query of ["", "?hours=none", `?collection_slug=${CANARY_COLLECTION}&scenario_slug=${CANARY_SCENARIO}`]) {
    await caller.call(`GET /api/v1/monitors${query}`);
  }
  const page = await caller.call("GET /docs");
  for (const [, file = ""] of page.text.matchAll(/\/docs\/assets\/([\w.-]+)/g)) {
    await caller.call("GET /docs/assets/{file}", [file]);
  }
  const votePage = await caller.call("GET /vote");
  for (const [, file = ""] of votePage.text.matchAll(/\/vote\/assets\/([\w.-]+)/g)) {
    await caller.call("GET /vote/assets/{file}", [file]);
  }
  for (const name of [...PROBLEM_CODES, ...HOSTILE_NAMES]) {
    await caller.call("GET /docs/problems/{code}", [name]);
  }
  for (const name of [CANARY_COLLECTION, ...HOSTILE_NAMES]) {
    await caller.call("GET /docs/assets/{file}", [name]);
    await caller.call("GET /vote/assets/{file}", [name]);
    await caller.call("GET /api/v1/collections/{collection_slug}", [name]);
    await caller.call("GET /api/v1/collections/{collection_slug}/scenarios", [name]);
    await caller.call("GET /api/v1/collections/{collection_slug}/scenarios/{scenario_slug}", [name, CANARY_SCENARIO]);
    await caller.call("GET /api/v1/collections/{collection_slug}/scenarios/{scenario_slug}", [
      CANARY_COLLECTION,
      name === CANARY_COLLECTION ? CANARY_SCENARIO : name,
    ]);
  }
}
