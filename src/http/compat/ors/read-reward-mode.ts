import { InvalidRequestError } from "../../../domain/errors.ts";

/** What `reward` says: the conversation so far, for clients that take the last one; what the turn added to it, for clients that sum; or the last turn's alone. */
const REWARD_MODES = { absolute: "cumulative", delta: "delta", terminal: "terminal" } as const;

type ModeName = keyof typeof REWARD_MODES;
/** As episodes name it. */
type RewardMode = (typeof REWARD_MODES)[ModeName];

/** Where a client may say how it wants its rewards. */
export interface RewardModeWishes {
  /** The header `X-Reward-Mode`. */
  readonly header: string | undefined;
  /** `reward_mode` in the query. */
  readonly query: string | undefined;
  /** The header `X-Deployment`, `owner/name`, which clients that take nothing but a name send: an owner that is a mode's name says it. */
  readonly deployment: string | undefined;
}

/** The reward mode of a session: the header's, else the query's, else the owner's, else `absolute`. Throws InvalidRequestError for a mode that there is not. */
export function readRewardMode({ header, query, deployment }: RewardModeWishes): RewardMode {
  const owner = deployment?.includes("/") ? deployment.split("/", 1)[0] : undefined;
  const said = header ?? query ?? (owner !== undefined && isMode(owner) ? owner : "absolute");
  if (!isMode(said)) {
    throw new InvalidRequestError(
      `The reward mode is ${JSON.stringify(said.slice(0, 60))}; it must be one of ${Object.keys(REWARD_MODES).join(", ")}.`,
    );
  }
  return REWARD_MODES[said];
}

function isMode(text: string): text is ModeName {
  return Object.hasOwn(REWARD_MODES, text);
}
