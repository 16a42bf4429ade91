import { describe, expect, it } from "vitest";
import type { PairMessage } from "../pairs/preference-pair.ts";
import { joinShape, NO_SHAPE } from "./table-shape.ts";

type Content = PairMessage["content"];
const BLOCKS = [{ type: "text", text: "Why?" }];
const said = (...contents: readonly Content[]) => contents.map((content) => ({ role: "user", content }));
const pairOf = (prompt: Content, chosen: Content, rejected: Content) => ({
  prompt: said(prompt),
  chosen: said(chosen),
  rejected: said(rejected),
});

describe("the shape of a file's rows", () => {
  it("is known from the first of each kind: a message without content fits either", () => {
    const first = joinShape(NO_SHAPE, pairOf(BLOCKS, null, undefined));
    expect(first).toEqual({ form: "messages", promptContents: "lists of blocks", answerContents: null });
    expect(joinShape(first as typeof NO_SHAPE, pairOf(null, "Because.", null))).toEqual({
      form: "messages",
      promptContents: "lists of blocks",
      answerContents: "texts",
    });
  });

  it("is broken by a row that holds both", () => {
    expect(joinShape(NO_SHAPE, pairOf("Why?", "Because.", BLOCKS))).toBe(
      "has lists of blocks as contents of answers where it also has texts",
    );
    expect(joinShape(NO_SHAPE, { ...pairOf("", "a", "b"), prompt: said("Be brief.", BLOCKS) })).toBe(
      "has lists of blocks as contents of the prompt where it also has texts",
    );
  });
});
