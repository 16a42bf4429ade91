/** An answer that people decide is settled this long before its deadline, so that it is on disk when it leaves. */
export const SETTLE_AHEAD_MS = 20;
