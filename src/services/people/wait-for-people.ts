import type { PollingPorts } from "./polling-ports.ts";

/** How often it is looked whether anybody is left who could still answer. */
const LOOK_EVERY_MS = 250;

/** Whose votes are waited for, and until when. */
export interface Wait {
  readonly tenantId: string;
  readonly audience: string;
  /** Whether the caller goes without people where nobody is there. */
  readonly canDoWithout: boolean;
  readonly until: number;
}

/** Runs `end` once: at the end of the wait, or as soon as nobody is left who could still answer and the caller can do without. The returned function calls it off. */
export function waitForPeople({ pool, clock, deadlines }: PollingPorts, wait: Wait, end: () => void): () => void {
  let isOver = false;
  const finish = () => {
    if (!isOver) {
      isOver = true;
      takeBackEnd();
      end();
    }
  };
  const takeBackEnd = deadlines.add(wait.until, finish);
  const lookLater = () => deadlines.add(clock.now() + LOOK_EVERY_MS, look);
  const look = () => {
    if (isOver) {
      return;
    }
    if (pool.isLive(wait.audience, wait.tenantId)) {
      lookLater();
    } else {
      finish();
    }
  };
  if (wait.canDoWithout) {
    lookLater();
  }
  return () => {
    isOver = true;
    takeBackEnd();
  };
}
