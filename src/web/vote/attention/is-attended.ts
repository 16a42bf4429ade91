/** Whether the page is before somebody's eyes: visible, and its window in front. */
export function isAttended(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** Calls back whenever that may have changed; the returned function ends it. */
export function watchAttention(callback: () => void): () => void {
  document.addEventListener("visibilitychange", callback);
  window.addEventListener("focus", callback);
  window.addEventListener("blur", callback);
  return () => {
    document.removeEventListener("visibilitychange", callback);
    window.removeEventListener("focus", callback);
    window.removeEventListener("blur", callback);
  };
}
