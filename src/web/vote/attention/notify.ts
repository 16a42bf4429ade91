/** Shows a notification; false where the browser shows a page none: phones leave them to service workers, and plain http has none at all. */
export function notify(text: string): boolean {
  try {
    const notification = new Notification(text, { tag: "folkmoot" });
    notification.addEventListener("click", () => window.focus());
    return true;
  } catch {
    return false;
  }
}
