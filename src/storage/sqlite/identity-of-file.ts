import { statSync } from "node:fs";

/** What tells a file from another of the same name; null: there is none, or it cannot be looked at. */
export function identityOfFile(file: string): string | null {
  try {
    const { dev, ino } = statSync(file);
    return `${dev} ${ino}`;
  } catch {
    return null;
  }
}
