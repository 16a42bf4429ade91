const MARK = /(<\/?think>)/;

/**
 * A policy's message without what it thought aloud. What stands before a closing mark without an opening one goes too (the prompt had opened it), and so does all
 * behind an opening mark that is never closed: there the answer was not reached, and what is left may be empty.
 */
export function stripThinking(text: string): string {
  let kept = "";
  let isThinking = false;
  for (const part of text.split(MARK)) {
    if (part === "<think>") {
      isThinking = true;
    } else if (part !== "</think>") {
      kept += isThinking ? "" : part;
    } else if (isThinking) {
      isThinking = false;
    } else {
      kept = "";
    }
  }
  return kept.trim();
}
