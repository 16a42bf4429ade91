import type { ServicePorts } from "../service-ports.ts";

/** What letting annotators in needs of the world. */
export type AnnotatorPorts = Pick<
  ServicePorts,
  "annotators" | "sessionLookUps" | "admission" | "keyLookUps" | "isOpenWithoutKeys" | "clock" | "random" | "sha256Hex"
>;
