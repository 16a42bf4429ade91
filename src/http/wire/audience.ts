import { z } from "@hono/zod-openapi";

const AUDIENCE = /^[A-Za-z0-9._-]{1,64}$/;

export const Audience = z
  .string()
  .regex(AUDIENCE, "must be 1 to 64 letters, digits, dots, dashes or underscores")
  .openapi({ description: "A group of annotators. Everybody may answer what is asked of `global`.", example: "global" });
