/** Where Mechanical Turk takes finished assignments: the market itself and its sandbox. No other address is ever shown as a form's. */
export const MTURK_SUBMIT_ADDRESSES = {
  market: "https://www.mturk.com",
  sandbox: "https://workersandbox.mturk.com",
} as const;

export type MturkPlace = keyof typeof MTURK_SUBMIT_ADDRESSES;

/** A worker's assignment and where it is handed in. */
export interface MturkVisit {
  readonly place: MturkPlace;
  readonly assignmentId: string;
}

/** The visit as a session keeps it. */
export function toVisitText({ place, assignmentId }: MturkVisit): string {
  return `${place}:${assignmentId}`;
}

/** The visit that a session keeps; null where it is none of Mechanical Turk's. */
export function parseMturkVisit(text: string): MturkVisit | null {
  const [place, assignmentId] = text.split(":");
  return assignmentId !== undefined && (place === "market" || place === "sandbox") ? { place, assignmentId } : null;
}
