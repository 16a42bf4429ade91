import { describe, expect, it } from "vitest";
import { toServerUrl } from "./to-server-url.ts";

describe("a server's address", () => {
  it.each(["http://127.0.0.1:8080", "https://rewards.example.org/folkmoot/"])("may be %s", (text) => {
    expect(toServerUrl(text)).toBe(text);
  });

  it.each(["", "localhost:8080", "127.0.0.1:8080", "ftp://rewards", "http://"])("is not %j", (text) => {
    expect(() => toServerUrl(text)).toThrow(/address such as http:\/\/127\.0\.0\.1:8080/);
  });
});
