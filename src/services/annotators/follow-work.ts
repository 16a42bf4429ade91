import type { ServicePorts } from "../service-ports.ts";
import type { Annotator } from "../voting/annotator.ts";

/**
 * The annotator is there from now on, and is told whenever a question that they may answer is put up while they hold none. The returned function tells that they have
 * gone.
 */
export function followWork(
  { board, pool }: Pick<ServicePorts, "board" | "pool">,
  annotator: Annotator,
  onWork: () => void,
): () => void {
  const leave = pool.arrive(annotator);
  const unfollow = board.onWork(annotator, onWork);
  return () => {
    unfollow();
    leave();
  };
}
