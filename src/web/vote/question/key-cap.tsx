import { toKeyCap } from "../keys/describe-key.ts";

/** The first key of an action, as a cap; nothing where it has none. */
export function KeyCap({ keys }: { readonly keys: readonly string[] }) {
  const [first] = keys;
  return first === undefined ? null : (
    <span className="key-cap" aria-hidden="true">
      {toKeyCap(first)}
    </span>
  );
}
