/** Randomness, handed in so that tests can repeat it. */
export interface Random {
  /** A uniformly drawn unsigned 32-bit integer. */
  uint32(): number;
  /** `byteCount` unpredictable bytes as unpadded base62 text, for identifiers and secrets. */
  token(byteCount: number): string;
}
