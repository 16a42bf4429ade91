import { z } from "@hono/zod-openapi";
import { AUDIENCE_NAME, AUDIENCE_NAME_RULE } from "../../domain/questions/audience-name.ts";

export const Audience = z
  .string()
  .regex(AUDIENCE_NAME, `must be ${AUDIENCE_NAME_RULE}`)
  .openapi({ description: "A group of annotators. Everybody may answer what is asked of `global`.", example: "global" });
