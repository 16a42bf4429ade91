/** The parts of the answers that the tests read. */
export interface WireMessage {
  readonly role: string;
  readonly content: string;
}

export interface WireTool {
  readonly id: string;
  readonly type: "decision" | "artifact";
  readonly options?: readonly string[];
}

export interface WireEpisodeStart {
  readonly episode_id: string;
  readonly initial_observation: WireMessage;
  readonly observation: WireMessage;
  readonly tools: readonly WireTool[];
  readonly state_hash: string;
}

export interface WireTurnAnswer {
  readonly request_id: string;
  readonly episode_id: string;
  readonly turn: number;
  readonly observation: WireMessage;
  readonly reward: number;
  readonly scores: Readonly<Record<string, number>>;
  readonly episode_complete: boolean;
  readonly terminal_reason?: string;
  readonly state_hash: string;
}

export interface WireEpisode {
  readonly turn: number;
  readonly episode_complete: boolean;
  readonly transcript: readonly { readonly speaker: "persona" | "policy"; readonly content: string }[];
  readonly state_hash: string;
  readonly versions: { readonly scenario: string };
}

export interface WireVerification {
  readonly verified: boolean;
  readonly turns: number;
  readonly state_hash: string;
}

export interface WireScenario {
  readonly collection_slug: string;
  readonly slug: string;
  readonly max_turns: number;
}
