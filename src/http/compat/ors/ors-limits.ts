/** The times and sizes of the Open Reward Standard, and what keeps its sessions bounded. */
export const ORS_LIMITS = {
  /** A session that is not heard of for this long is over. Clients ping every ten seconds. */
  sessionIdleMs: 900_000,
  sweepEveryMs: 5_000,
  /** How long the result of a call can be asked for again by its task id. */
  resultKeptMs: 60_000,
  /** Characters of such results together; the oldest is forgotten first. */
  resultCharactersMax: 32 * 1024 * 1024,
  /** Calls of one session that may be played or wait for it. */
  sessionCallsMax: 16,
  /** Tools that a model calls by a name longer than this are not looked for. */
  toolNameCharactersMax: 128,
  chunkCharacters: 4096,
  /** Clients give up on a line that is silent for thirty seconds. */
  commentEveryMs: 10_000,
  /** Bytes of events that may wait for a client who does not read them. */
  waitingBytesMax: 1024 * 1024,
} as const;
