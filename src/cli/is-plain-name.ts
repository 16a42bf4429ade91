const CHARACTERS_MAX = 200;
/** They would be carried out by the terminal that a name is listed on, or break its line. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

export const PLAIN_NAME_RULE = `1 to ${CHARACTERS_MAX} characters, not blank and without control characters`;

/** Whether a name can be told apart and shown in a terminal. */
export function isPlainName(name: string): boolean {
  return name.trim() !== "" && name.length <= CHARACTERS_MAX && !CONTROL.test(name);
}
