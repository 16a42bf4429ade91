/**
 * Where the sessions of MCP clients have gone. A session is named by the episode that it began with, so nothing is kept for most of them; only a `reset` on the
 * session's WebSocket moves it on to another one. The first is ended then: once a session is forgotten here, a call of it is refused as one after the end,
 * and is never played in the wrong episode.
 */
export class SessionMoves {
  readonly #sessionsMax: number;
  readonly #episodes = new Map<string, string>();

  /** @param sessionsMax of those that have moved; the one that moved longest ago is forgotten first. */
  constructor(sessionsMax: number) {
    this.#sessionsMax = sessionsMax;
  }

  /** The episode that a session is at. */
  episodeOf(tenantId: string, sessionId: string): string {
    return this.#episodes.get(`${tenantId}\n${sessionId}`) ?? sessionId;
  }

  move(tenantId: string, sessionId: string, episodeId: string): void {
    const name = `${tenantId}\n${sessionId}`;
    this.#episodes.delete(name);
    const [oldest] = this.#episodes.keys();
    if (oldest !== undefined && this.#episodes.size >= this.#sessionsMax) {
      this.#episodes.delete(oldest);
    }
    this.#episodes.set(name, episodeId);
  }

  forget(tenantId: string, sessionId: string): void {
    this.#episodes.delete(`${tenantId}\n${sessionId}`);
  }
}
