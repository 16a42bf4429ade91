import { InvalidArgumentError } from "commander";

/** Reads the value of an option: a number of that range. What it gives throws what the command line answers with where the text is none. */
export function toNumberIn(min: number, max: number, isWhole: boolean): (text: string) => number {
  return (text) => {
    const value = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max) || (isWhole && !Number.isSafeInteger(value))) {
      const upTo = max === Number.MAX_SAFE_INTEGER ? "" : ` to ${max}`;
      throw new InvalidArgumentError(`It must be a ${isWhole ? "whole " : ""}number from ${min}${upTo}.`);
    }
    return value;
  };
}
