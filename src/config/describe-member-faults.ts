import type { z } from "zod";
import { mayHoldPassword } from "./may-hold-password.ts";

/** Members that may hold a secret or have one pasted into them by mistake; what is in them is never shown. */
const HIDDEN: ReadonlySet<string> = new Set(["api_key", "api_key_env", "api_key_file", "headers", "extra_body", "body"]);
const SHOWN_CHARACTERS_MAX = 100;

/** One line a fault of a setting that has members: where it is, what stands there (unless it could be a secret) and the rule. @param name of the setting, such as `fallback`. */
export function describeMemberFaults(name: string, value: unknown, error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => {
    const { path } = issue;
    const message = issue.code === "invalid_key" ? issue.issues.map((nested) => nested.message).join("; ") : issue.message;
    const place = [name, ...path.map(String)].join(".");
    const isHidden = path.some((part) => HIDDEN.has(String(part)));
    return `${place} in the config file${isHidden || issue.code === "invalid_key" ? "" : shown(memberAt(value, path))}: ${message}`;
  });
}

function shown(value: unknown): string {
  if (value === undefined) {
    return " is missing";
  }
  const text = JSON.stringify(value);
  const isPlain = typeof value !== "object" || value === null;
  return isPlain && text.length <= SHOWN_CHARACTERS_MAX && !mayHoldPassword(text) ? ` is ${text}` : "";
}

function memberAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (parent, key) =>
      typeof parent === "object" && parent !== null && Object.hasOwn(parent, key) ? Reflect.get(parent, key) : undefined,
    value,
  );
}
