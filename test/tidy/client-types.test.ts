import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CLIENT_TYPES_FILE, createClientTypes } from "../../scripts/create-client-types.ts";

const OPENAPI_FILE = new URL("../../openapi.json", import.meta.url);

describe("the types of the TypeScript client", () => {
  it("are those of openapi.json (`npm run openapi` writes both anew)", async () => {
    const generated = await createClientTypes(readFileSync(OPENAPI_FILE, "utf8"));
    // Not a comparison of texts by the runner: the difference of two hundred thousand characters helps nobody.
    expect(generated === readFileSync(CLIENT_TYPES_FILE, "utf8")).toBe(true);
  });
});
