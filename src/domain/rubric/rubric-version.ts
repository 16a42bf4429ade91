/** Changes whenever the same rubric and conversation could give other results. */
export const RUBRIC_VERSION = "rubric-3";
