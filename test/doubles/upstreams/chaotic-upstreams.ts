import { MISBEHAVIOURS, type Misbehaviour, startMisbehavingUpstream } from "./misbehaving-upstream.ts";
import { vllmShape } from "./vllm-upstream.ts";

/** The name of the one that stays well. */
export const HEALTHY = "healthy";
export type ChaoticName = Misbehaviour | typeof HEALTHY;

/** One for every way to misbehave, and one that does not. */
export const CHAOTIC_NAMES: readonly ChaoticName[] = [...MISBEHAVIOURS, HEALTHY];

/** Servers that are well until they are told not to be. */
export interface ChaoticUpstreams {
  readonly urls: readonly (readonly [ChaoticName, string])[];
  /** Until then all are well, so that their self-tests pass. */
  misbehave(): void;
  close(): Promise<void>;
}

/** Starts them, on loopback. @param slowMs after how many milliseconds `slow` answers */
export async function startChaoticUpstreams(names: readonly ChaoticName[], slowMs: number): Promise<ChaoticUpstreams> {
  let isBad = false;
  const servers = await Promise.all(
    names.map((name) =>
      startMisbehavingUpstream({
        shape: vllmShape(),
        misbehave: () => (isBad && name !== HEALTHY ? name : "ok"),
        slowMs,
        retryAfter: "1",
      }),
    ),
  );
  return {
    urls: names.map((name, index) => [name, servers[index]?.url.href ?? ""]),
    misbehave: () => {
      isBad = true;
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
