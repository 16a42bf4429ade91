import { z } from "zod";
import { collectionFileSchema } from "./collection-schema.ts";
import { scenarioFileSchema } from "./scenario-schema.ts";

/** JSON Schemas of the two kinds of file, by file name, so that editors complete and check them while they are written. */
export function fileSchemas(): Readonly<Record<string, unknown>> {
  return {
    "scenario.schema.json": z.toJSONSchema(scenarioFileSchema, { io: "input" }),
    "collection.schema.json": z.toJSONSchema(collectionFileSchema, { io: "input" }),
  };
}
