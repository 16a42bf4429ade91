import { z } from "@hono/zod-openapi";

/** Stands in every success body, as in the X-Request-ID header. */
export const RequestIdField = z
  .string()
  .openapi({ description: "Name of this request in the server's log.", example: "req_4Fz0Qm8sTqB2" });
