import { describe, expect, it } from "vitest";
import { createOpenRlhfDialect } from "./openrlhf-dialect.ts";
import { createSlimeDialect } from "./slime-dialect.ts";

const LIMITS = { messageCharactersMax: 100, transcriptMessagesMax: 10, batchItemsMax: 10 };

describe.each([
  ["OpenRLHF", createOpenRlhfDialect(LIMITS), 180_000],
  ["slime", createSlimeDialect(LIMITS), 120_000],
])("%s", (_name, { budgetMs, clientTimeoutMs }, timeoutMs) => {
  it("is answered ten seconds before it gives up", () => {
    expect(clientTimeoutMs).toBe(timeoutMs);
    expect(clientTimeoutMs - budgetMs).toBe(10_000);
  });
});
