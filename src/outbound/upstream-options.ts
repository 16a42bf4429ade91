/** How a model's server is reached. */
export interface UpstreamOptions {
  /** Of the server: the adapter adds its paths. http or https. */
  readonly baseUrl: URL;
  /** Sent as `Authorization: Bearer`; null: none. Secret. */
  readonly apiKey: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of an answer beyond which it is broken off. */
  readonly answerBytesMax: number;
  /** Connections held at a time. */
  readonly connectionsMax: number;
}
