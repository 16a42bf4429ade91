import { useEffect, useRef } from "react";

/**
 * Gives the focus to the page's main part where what had it is there no more: the button that led here, a question that was answered, a message that was put away, an undo whose
 * time is over. Browsers give it to nothing then, and whoever listens to the page or goes through it by keyboard begins again at its top.
 */
export function useKeptFocus(): void {
  /** What had the focus last since this page came up; null: nothing yet. */
  const holder = useRef<EventTarget | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      holder.current = target;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  // After every drawing: any of them may have taken it away.
  useEffect(() => {
    const isGone = !(holder.current instanceof Node && holder.current.isConnected);
    if (isGone && document.activeElement === document.body) {
      document.querySelector("main")?.focus({ preventScroll: true });
    }
  });
}
