/** What an audience may be called. Names are told to callers alone, and go into addresses and logs. */
export const AUDIENCE_NAME = /^[A-Za-z0-9._-]{1,64}$/;

/** The same in words, for whoever chose another. */
export const AUDIENCE_NAME_RULE = "1 to 64 letters, digits, dots, dashes or underscores";
