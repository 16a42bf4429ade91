import { describe, expect, it } from "vitest";
import { readMediaSource } from "./media-source.ts";

const ORIGINS = ["https://media.example", "http://localhost:9000"];

describe("readMediaSource", () => {
  it.each([
    ["https://media.example/cat.png", "image"],
    ["https://media.example/cat", "image"],
    ["https://media.example/cat.MP4?x=1#t", "video"],
    ["https://media.example/a/b.webm", "video"],
    ["http://localhost:9000/a.ogg", "audio"],
    ["https://media.example/a.wav", "audio"],
    ["https://media.example/x.constructor", "image"],
  ])("loads %s as %s", (address, kind) => {
    expect(readMediaSource(address, ORIGINS).kind).toBe(kind);
  });

  it.each([
    ["https://evil.example/cat.png", "https://evil.example"],
    ["http://media.example/cat.png", "http://media.example"],
    ["https://media.example:444/cat.png", "https://media.example:444"],
    ["https://media.example.evil.example/", "https://media.example.evil.example"],
    ["https://media.example@evil.example/", "https://evil.example"],
    ["https://user:word@media.example/", "https://media.example"],
    ["data:image/png;base64,AAAA", "data:"],
    ["javascript:alert(1)", "javascript:"],
    ["blob:https://media.example/1", "blob:"],
    ["/api/v1/pool", "no origin"],
    ["//media.example/cat.png", "no origin"],
    ["", "no origin"],
  ])("refuses %s and names %s", (address, origin) => {
    expect(readMediaSource(address, ORIGINS)).toEqual({ kind: "refused", origin });
  });
});
