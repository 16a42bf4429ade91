import { type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import { findOtherFormat } from "../pairs/find-other-format.ts";

/** Throws, with what to do, where a file of pairs cannot be read or its scored rows cannot be written: before anything is made or removed. */
export function refuseUnfitFiles(input: string, out: string): void {
  if (input === "-" || out === "-") {
    throw new Error(`A run that can be taken up again goes from a file to a file, not over "-".`);
  }
  if (input === "" || out === "") {
    throw new Error(`${input === "" ? "The input" : "--out"} is empty; it must name a file.`);
  }
  const from = find(input);
  if (from === undefined) {
    throw new Error(`There is no file ${input}.`);
  }
  if (from.isDirectory()) {
    throw new Error(`${input} is a folder; the input is a file of pairs.`);
  }
  // What comes out of a pipe comes once.
  const format = from.isFile() ? findOtherFormat(input) : null;
  if (format !== null) {
    throw new Error(`${input} is not JSON lines but ${format}.`);
  }
  if (find(dirname(out))?.isDirectory() !== true) {
    throw new Error(`There is no folder ${dirname(out)} for the output.`);
  }
  const to = find(out);
  if (to !== undefined && to.dev === from.dev && to.ino === from.ino) {
    throw new Error(`${out} is the input itself; name another file with --out.`);
  }
  if (to !== undefined && !to.isFile()) {
    throw new Error(`${out} is no ordinary file; name one with --out.`);
  }
  if (out.endsWith(".gz")) {
    throw new Error(`${out} would hold rows that are not packed, which readers of .gz refuse; name it without .gz.`);
  }
}

function find(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}
