import { z } from "@hono/zod-openapi";
import type { MessageLimits } from "./message.ts";

/** The right answer, where the caller knows one: no longer than a message. */
export function createReferenceField({ messageCharactersMax }: MessageLimits) {
  return z.string().max(messageCharactersMax).nullish().openapi({
    description: "The right answer, for scenarios whose rubric compares with one. Others leave it aside.",
    example: "42",
  });
}
