/** A tool the policy called beside its message. */
export interface ToolCall {
  /** The tool's id or name. */
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}
