import type { EndingRecord, TurnRecord } from "../../ports/episode-store.ts";

export type AppendTurnArguments = readonly [tenantId: string, turn: TurnRecord, ending: EndingRecord | null];
export type PackedTurn = readonly [
  tenantId: string,
  episodeId: string,
  turn: number,
  message: string,
  toolCalls: TurnRecord["toolCalls"] | null,
  observation: string,
  stateHash: string,
  answer: string,
  createdAt: number,
  terminalReason: string | null,
  outcome: string | null,
];

/** The arguments of `appendTurn` side by side. */
export function packAppendTurn([tenantId, turn, ending]: AppendTurnArguments): PackedTurn {
  return [
    tenantId,
    turn.episodeId,
    turn.turn,
    turn.message,
    turn.toolCalls.length === 0 ? null : turn.toolCalls,
    turn.observation,
    turn.stateHash,
    turn.answer,
    turn.createdAt,
    ending === null ? null : ending.terminalReason,
    ending === null ? null : ending.outcome,
  ];
}

/** The arguments as they were. */
export function unpackAppendTurn(packed: PackedTurn): AppendTurnArguments {
  const [tenantId, episodeId, turn, message, toolCalls, observation, stateHash, answer, createdAt, terminalReason, outcome] =
    packed;
  return [
    tenantId,
    { episodeId, turn, message, toolCalls: toolCalls ?? [], observation, stateHash, answer, createdAt },
    terminalReason === null || outcome === null ? null : { terminalReason, outcome },
  ];
}
