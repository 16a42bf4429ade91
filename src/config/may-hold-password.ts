/** Whether a value, as text, may be an address with a name and a password in it, which is shown nowhere. */
export function mayHoldPassword(text: string): boolean {
  return text.includes("@");
}
