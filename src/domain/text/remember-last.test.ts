import { expect, it } from "vitest";
import { rememberLast } from "./remember-last.ts";

it("asks once for a line that comes again at once, and anew for any other", () => {
  const asked: string[] = [];
  const isLong = rememberLast((line: string) => {
    asked.push(line);
    return line.length > 3;
  });
  expect(["hi", "hi", "hello", "hi"].map(isLong)).toEqual([false, false, true, false]);
  expect(asked).toEqual(["hi", "hello", "hi"]);
});
