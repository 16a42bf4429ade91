import type { Caller } from "../caller.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { ComparisonView } from "./comparison-view.ts";
import { readRevisions } from "./read-comparison.ts";

/** Who follows a comparison. */
export interface RevisionFollower {
  /** Another revision, in their order, each once. */
  readonly onRevision: (view: ComparisonView) => void;
  /** No more revisions come: the final one was told, or the store cannot tell. Called once, unless the follower left before. */
  readonly onEnd: () => void;
}

/** News are hints: what one of them might have missed is looked for this often. */
const LOOK_EVERY_MS = 15_000;

/** Tells of the revisions after number `after`, those that there are and those to come, up to the final one. The returned function ends it. */
export function followRevisions(
  ports: Pick<ServicePorts, "comparisons" | "revisions" | "timer">,
  caller: Pick<Caller, "tenantId">,
  comparisonId: string,
  after: number,
  { onRevision, onEnd }: RevisionFollower,
): () => void {
  let told = after;
  let isOver = false;
  let isReading = false;
  let isStale = false;
  let stopLooking = (): void => undefined;
  const leave = () => {
    isOver = true;
    stopLooking();
    stopFollowing();
  };
  const end = () => {
    if (!isOver) {
      leave();
      onEnd();
    }
  };
  const readOnce = async () => {
    const revisions = await readRevisions(ports, caller, comparisonId);
    for (const view of revisions.filter(({ revision }) => revision > told)) {
      if (!isOver) {
        told = view.revision;
        onRevision(view);
      }
    }
    if (revisions.at(-1)?.comparison.final !== false) {
      end();
    }
  };
  const read = async () => {
    isStale = true;
    if (isReading) {
      return;
    }
    isReading = true;
    while (isStale && !isOver) {
      isStale = false;
      await readOnce();
    }
    isReading = false;
  };
  const look = () => {
    read().catch(end);
  };
  const lookLater = () => {
    stopLooking = ports.timer.set(LOOK_EVERY_MS, () => {
      lookLater();
      look();
    });
  };
  const stopFollowing = ports.revisions.follow(caller.tenantId, comparisonId, look);
  lookLater();
  look();
  return leave;
}
