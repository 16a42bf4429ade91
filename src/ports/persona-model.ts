/** A language model that may say a persona's line in other words. */
export interface PersonaModel {
  /**
   * The line in other words, in the manner described. What comes back is untrusted. Rejects where there is no answer, and soon after the signal aborts.
   * @param manner how the persona talks; may be empty.
   */
  rephrase(line: string, manner: string, signal: AbortSignal): Promise<string>;
}
