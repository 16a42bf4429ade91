import type { Opinions } from "../fallback/opinions.ts";

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
