import type { Opinions } from "../fallback/opinions.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** Questions to the fallback that a batch has under way at a time: enough to fill the batches of any model, too few to fill its line. */
const ASKS_UNDER_WAY_MAX = 128;

/** The ports by which a batch decides. */
export function withBoundAsks(ports: ScoringPorts, tenantId: string): ScoringPorts {
  const { opinions } = ports;
  return opinions.mayDiffer(tenantId) ? { ...ports, opinions: boundAsks(opinions, ASKS_UNDER_WAY_MAX) } : ports;
}

/** The same fallback, asked so many questions at a time at most; the others wait in line. Each still has its own deadline. */
export function boundAsks(opinions: Opinions, underWayMax: number): Opinions {
  const line: (() => void)[] = [];
  let underWay = 0;
  const enter = (): Promise<void> | null => {
    if (underWay < underWayMax) {
      underWay += 1;
      return null;
    }
    return new Promise((resolve) => void line.push(resolve));
  };
  const leave = () => {
    const next = line.shift();
    if (next === undefined) {
      underWay -= 1;
    } else {
      next();
    }
  };
  return {
    mayDiffer: (tenantId) => opinions.mayDiffer(tenantId),
    ask: async (...question) => {
      await enter();
      try {
        return await opinions.ask(...question);
      } finally {
        leave();
      }
    },
  };
}
