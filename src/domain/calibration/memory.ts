/**
 * What a vote still counts for after another one: half after 138, so that what is learned is of about the last two hundred votes.
 * Shorter memories follow a source that turns faster, and cannot tell a source that is right in two of three votes from a coin: see docs/decisions/0019-calibration.md.
 */
export const MEMORY = 0.995;

/** z of a two-sided 90 % interval. */
export const NINETY_PERCENT = 1.6448536269514722;
