/** Candidates of the largest group whose pairs are put to people: what its votes say is weighed anew after every one of them. */
export const GROUP_CANDIDATES_MAX = 64;
