/** Who is let in to vote, and what becomes of them: settings of the server. */
export interface AdmissionRules {
  /** How long a session lasts. */
  readonly sessionMs: number;
  /** Votes after which a crowd's visitor is done. */
  readonly votesPerVisit: number;
  /** Whether anybody may vote without an invite; `keyless`: while the server has no key and listens on this machine alone. */
  readonly guests: "never" | "keyless" | "always";
  /** Null: participants from Prolific are not let in. */
  readonly prolific: { readonly audience: string; readonly completionCode: string } | null;
  /** Null: workers from Mechanical Turk are not let in. The secret makes completion tokens that nobody else can make. */
  readonly mturk: { readonly audience: string; readonly completionSecret: string } | null;
}
