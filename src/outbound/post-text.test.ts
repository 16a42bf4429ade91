import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { postText } from "./post-text.ts";

describe("a POST", () => {
  it("is not made to an address that is denied, whichever name leads there", async () => {
    let requestCount = 0;
    const server = createServer((_request, response) => {
      requestCount += 1;
      response.end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const post = (isDenied: (address: string) => boolean) =>
      postText(
        new URL(`http://localhost:${port}/`),
        {},
        "secret",
        { timeoutMs: 10_000, answerBytesMax: 1000, isDenied },
        new AbortController().signal,
      );
    await expect(post((address) => address === "127.0.0.1")).rejects.toThrow("resolves to 127.0.0.1, to which nothing is sent");
    expect(requestCount).toBe(0);
    expect(await post(() => false)).toEqual({ status: 200, retryAfter: null });
    server.close();
  });
});
