import { describe, expect, it } from "vitest";
import { acceptsLines } from "./accepts-lines.ts";

describe("acceptsLines", () => {
  it.each([
    ["application/x-ndjson", true],
    ["Application/X-NDJSON; charset=utf-8", true],
    ["application/json, application/x-ndjson", true],
    ["application/x-ndjson;q=0.9, application/json;q=0.5", true],
    ["application/x-ndjson, */*;q=0.1", true],
    ["application/x-ndjson;q=0.5, */*", true],
    ["application/json, application/x-ndjson;q=0.5", false],
    ["application/x-ndjson; q=0.2, application/json; q=0.8", false],
    ["application/x-ndjson;q=0", false],
    ["application/x-ndjson;q=0.000", false],
    ["application/json", false],
    ["*/*", false],
    [undefined, false],
  ])("of %j is %s", (header, accepts) => {
    expect(acceptsLines(header)).toBe(accepts);
  });
});
