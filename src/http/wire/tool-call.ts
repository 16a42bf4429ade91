import { z } from "@hono/zod-openapi";
import { InvalidRequestError } from "../../domain/errors.ts";
import { isJsonObject } from "../../domain/is-json-object.ts";
import type { ToolCall } from "../../domain/scenarios/tool-call.ts";
import { checkJsonText } from "../check-json-text.ts";
import { withoutNulls } from "./without-nulls.ts";

export const TOOL_NAME_CHARACTERS_MAX = 128;
const ARGUMENTS_CHARACTERS_MAX = 100_000;
const ARGUMENTS_DEPTH_MAX = 16;

const toolName = z.string().min(1).max(TOOL_NAME_CHARACTERS_MAX);
const toolInput = z.record(z.string(), z.unknown());

const toolArguments = z
  .union([z.string().max(ARGUMENTS_CHARACTERS_MAX), toolInput], { error: "must be an object, or the text of one" })
  .nullish();

const PlainToolCallSchema = z
  .object({ name: toolName, input: toolInput.nullish(), arguments: toolArguments })
  .openapi("PlainToolCall");
const FunctionToolCallSchema = z
  .object({ function: z.object({ name: toolName, arguments: toolArguments }) })
  .openapi("FunctionToolCall");

/** A call in our form, with `arguments` as chat templates write it, or as chat-completion APIs do. */
export const ToolCallSchema = z
  .union([PlainToolCallSchema, FunctionToolCallSchema], {
    error: 'must be {"name": …, "input": {…}} or {"function": {"name": …, "arguments": "{…}"}}',
  })
  .openapi("ToolCall", { example: { name: "disposition", input: { value: "routine" } } });

/** A tool call as the services know it: what is null in its input was left out. Throws InvalidRequestError where its arguments are no JSON object. */
export function toToolCall(call: z.infer<typeof ToolCallSchema>, pointer: string): ToolCall {
  if ("function" in call) {
    const { name, arguments: given } = call.function;
    return { name, input: withoutNulls(readArguments(given, `${pointer}/function/arguments`)) };
  }
  const { name, input, arguments: given } = call;
  const read = input ? checkNumbers(input, `${pointer}/input`) : readArguments(given, `${pointer}/arguments`);
  return { name, input: withoutNulls(read) };
}

function readArguments(given: z.infer<typeof toolArguments>, pointer: string): Readonly<Record<string, unknown>> {
  return checkNumbers(typeof given === "string" ? parseArguments(given, pointer) : (given ?? {}), pointer);
}

function parseArguments(text: string, pointer: string): Readonly<Record<string, unknown>> {
  if (text.trim() === "") {
    return {};
  }
  try {
    checkJsonText(text, ARGUMENTS_DEPTH_MAX);
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) {
      return value;
    }
  } catch (cause) {
    throw badInput(pointer, `Must be the text of a JSON object: ${(cause as Error).message}`, cause);
  }
  throw badInput(pointer, "Must be the text of a JSON object, not of another JSON value.");
}

/** JSON can write numbers such as 1e999 that no number holds; they would not survive being stored. */
function checkNumbers(input: Readonly<Record<string, unknown>>, pointer: string): Readonly<Record<string, unknown>> {
  const waiting: unknown[] = [input];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw badInput(pointer, "Holds a number that is too large.");
    }
    if (value !== null && typeof value === "object") {
      waiting.push(...Object.values(value));
    }
  }
  return input;
}

function badInput(pointer: string, detail: string, cause?: unknown): InvalidRequestError {
  return new InvalidRequestError("A tool call is not valid.", { errors: [{ pointer, detail }], cause });
}
