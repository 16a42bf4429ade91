/**
 * Davidson's extension of Bradley–Terry by ties (Davidson 1970, JASA 65:317–328), as a three-way logit: with z = θᵢ − θⱼ and η = ln ν the utilities of
 * win, tie and loss are z/2, η and −z/2. η = −∞ is plain Bradley–Terry on the same scale.
 */
export interface OutcomeProbabilities {
  readonly win: number;
  readonly tie: number;
  readonly loss: number;
}

/** Probabilities of one vote's outcomes, seen from the candidate that is `difference` (θᵢ − θⱼ, in nats) ahead. Negating the difference swaps win and loss exactly. */
export function outcomeProbabilities(difference: number, lnTie: number): OutcomeProbabilities {
  const half = Math.abs(difference) / 2;
  const top = Math.max(half, lnTie);
  const ahead = Math.exp(half - top);
  const tie = Math.exp(lnTie - top);
  const behind = Math.exp(-half - top);
  const sum = ahead + tie + behind;
  const [winning, losing] = difference >= 0 ? [ahead, behind] : [behind, ahead];
  return { win: winning / sum, tie: tie / sum, loss: losing / sum };
}

/** ln of the sum of the three exponentiated utilities. */
export function lnNormaliser(difference: number, lnTie: number): number {
  const half = Math.abs(difference) / 2;
  const top = Math.max(half, lnTie);
  return top + Math.log(Math.exp(half - top) + Math.exp(lnTie - top) + Math.exp(-half - top));
}

/** Expected share of a vote the leading candidate gets: a win counts 1, a tie one half. */
export function expectedShare(difference: number, lnTie: number): number {
  const { win, tie } = outcomeProbabilities(difference, lnTie);
  return win + tie / 2;
}
