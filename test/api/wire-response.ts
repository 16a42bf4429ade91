/** An answer whose body is JSON of ours. */
export interface WireResponse extends Response {
  json(): Promise<WireBody>;
}

/** The members of our answers that tests read one by one; each answer has some of them. */
export interface WireBody {
  readonly code: string;
  readonly collections: readonly object[];
  readonly components: {
    readonly schemas: { readonly PlayTurn: { readonly properties: { readonly messages: { readonly maxItems: number } } } };
  };
  readonly episode_id: string;
  readonly episodes: readonly { readonly episode_id: string }[];
  readonly group_id: string | null;
  readonly observation: { readonly role: string; readonly content: string };
  readonly openapi: string;
  readonly p_a: number;
  readonly request_id: string;
  readonly results: readonly {
    readonly id: string;
    readonly status: string;
    readonly reward: number | null;
    readonly error?: string;
    readonly failure?: { readonly class: string };
    readonly group_id?: string;
    readonly winner?: string | null;
  }[];
  readonly reward: number | null;
  readonly scenarios: readonly object[];
  readonly score_breakdown: { readonly dimensions: Readonly<Record<string, object>> };
  readonly seed: number;
  readonly winner: string;
}
