const EVERY_MS = 5;

/** The longest the event loop was held up, and the most of this process's own computing within one such time: the rest is the machine's, which had no core for it. */
export interface LoopWatch {
  stop(): { readonly heldUpMs: number; readonly ownCpuMs: number };
}

/** Looks every few milliseconds how long it has been, and what was computed meanwhile. */
export function watchLoop(): LoopWatch {
  let [heldUpMs, ownCpuMs] = [0, 0];
  let lookedAt = performance.now();
  let cpu = process.cpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(cpu);
    heldUpMs = Math.max(heldUpMs, performance.now() - lookedAt - EVERY_MS);
    ownCpuMs = Math.max(ownCpuMs, (user + system) / 1000);
    lookedAt = performance.now();
    cpu = process.cpuUsage();
  }, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return { heldUpMs, ownCpuMs };
    },
  };
}
