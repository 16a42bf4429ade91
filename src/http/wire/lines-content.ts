import { z } from "@hono/zod-openapi";
import { LINES_TYPE } from "../scoring/accepts-lines.ts";

/** Documentation of an answer that comes line by line. @param resultName of the schema of a result; @param listName of the request's list. */
export function linesContent(resultName: string, listName: string) {
  return {
    [LINES_TYPE]: {
      schema: z.string().openapi({
        description: `With \`Accept: ${LINES_TYPE}\`: one line a result as soon as it is there, a \`${resultName}\` with its \`index\` among the ${listName}; then a last line with \`summary\`, \`scoring_version\`, \`total_time_ms\` and \`request_id\`. A stream that broke off ends with a line that holds \`failure\`, or without a last line.`,
      }),
    },
  };
}
