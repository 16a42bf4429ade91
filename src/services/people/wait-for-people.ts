import type { Deadline } from "../deadlines.ts";
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
  /** Of whom nothing more is to come. */
  readonly doneWith: () => ReadonlySet<string>;
}

/** Runs `end` once: at the end of the wait, which a server that leaves brings forward, or as soon as nobody is left who could still answer and the caller can do without. The returned function calls it off. */
export function waitForPeople(
  { pool, clock, deadlines, held }: Pick<PollingPorts, "pool" | "clock" | "deadlines" | "held">,
  wait: Wait,
  end: () => void,
): () => void {
  let nextLook: Deadline | null = null;
  const finish = () => {
    stop();
    end();
  };
  const lastMoment = held.hold(wait.until, finish);
  const stop = () => {
    lastMoment.takeBack();
    nextLook?.takeBack();
  };
  const look = () => {
    if (pool.isLive(wait.audience, wait.tenantId, wait.doneWith())) {
      lookLater();
    } else {
      finish();
    }
  };
  const lookLater = () => {
    nextLook = deadlines.add(clock.now() + LOOK_EVERY_MS, look);
  };
  if (wait.canDoWithout) {
    lookLater();
  }
  return stop;
}
