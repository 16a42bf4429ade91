/** How bad it is to step on a minefield, mildest first. */
export const SEVERITIES = ["minor", "major", "critical"] as const;

export type Severity = (typeof SEVERITIES)[number];
