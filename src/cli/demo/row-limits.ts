import type { Flags } from "../cli-world.ts";

/** What the demo's server takes of a preference row: as much as its settings allow, since rows are of whoever's making. */
export const ROW_LIMITS: Flags = { message_characters_max: "1000000", transcript_messages_max: "10000" };
