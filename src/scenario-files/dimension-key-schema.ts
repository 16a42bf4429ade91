import { z } from "zod";

/** The key of a dimension: its number and a name, in the order in which answers carry them. */
export const dimensionKeySchema = z
  .string()
  .regex(/^D[0-9]{1,2}_[A-Za-z][A-Za-z0-9]{0,59}$/, "must look like D1_InformationGathering");
