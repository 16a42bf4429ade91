/** The dialogue acts that the persona engine recognises in a policy's message. The list is closed: scenarios attach effects to it. */
export const ACT_NAMES = [
  "greeting",
  "open_question",
  "closed_question",
  "empathy",
  "apology",
  "thanks",
  "blame",
  "advice",
  "decision",
  "goodbye",
  "meta_probe",
  "repeat",
  "overload",
  "silence",
] as const;

export type ActName = (typeof ACT_NAMES)[number];
