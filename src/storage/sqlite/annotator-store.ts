import type { AnnotatorStore } from "../../ports/annotator-store.ts";
import type { Synchronous } from "./store-operation.ts";

const later = (): never => {
  throw new Error("not there yet");
};

/** Not there yet. */
export class SqliteAnnotatorStore implements Synchronous<AnnotatorStore> {
  insertInvites = later;
  redeemInvite = later;
  admitAnnotator = later;
  findSession = later;
  endSession = later;
  purgeSessions = later;
}
