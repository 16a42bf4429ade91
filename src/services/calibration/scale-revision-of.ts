import { LEARNED_MODEL } from "../../domain/learned/learned-model.ts";
import { LEARNED_ID } from "../fallback/line-up.ts";

/**
 * The revision by which a source's scale is known. The learned model counts its revision up with every snapshot, some of them minutes apart, on one scale: the name of its engine stands for them all, else its calibration would
 * begin again with each. Any other source's scale is its revision's alone.
 */
export function scaleRevisionOf(sourceId: string, revision: string): string {
  return sourceId === LEARNED_ID ? LEARNED_MODEL : revision;
}
