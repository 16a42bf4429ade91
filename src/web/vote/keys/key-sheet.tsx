import { useEffect, useState } from "react";
import { Modal } from "../status/modal.tsx";
import { describeKey, toKeyCap } from "./describe-key.ts";
import { ACTION_TITLES, assignKey, DEFAULT_KEYS, findAction, KEY_ACTIONS, type KeyAction, type KeyMap } from "./key-action.ts";

interface KeySheetProps {
  readonly keys: KeyMap;
  readonly onChange: (keys: KeyMap) => void;
  readonly onClose: () => void;
}

/** All keys: to read, to change and to switch off. */
export function KeySheet({ keys, onChange, onClose }: KeySheetProps) {
  const [changed, setChanged] = useState<KeyAction | null>(null);
  const [told, setTold] = useState("");
  useEffect(() => {
    if (changed === null) {
      return;
    }
    const listen = (event: KeyboardEvent) => {
      const described = describeKey(event);
      if (described === null || described === "Tab") {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      // Enter, held a little long on the button that begins this.
      if (event.repeat) {
        return;
      }
      if (described !== "Escape") {
        onChange(assignKey(keys, changed, described));
        setTold(describeChange(keys, changed, described));
      } else {
        setTold("");
      }
      setChanged(null);
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, [changed, keys, onChange]);
  return (
    <Modal title="Keys" onClose={onClose}>
      <p className="quiet" role="status">
        {changed === null ? told : `The next key is for: ${ACTION_TITLES[changed]}. Escape leaves it as it was.`}
      </p>
      <table className="key-table">
        <tbody>
          {KEY_ACTIONS.map((action) => (
            <tr key={action}>
              <th scope="row">{ACTION_TITLES[action]}</th>
              <td>{changed === action ? "press a key …" : <Caps keys={keys[action]} />}</td>
              <td>
                <button
                  type="button"
                  className="button button-small"
                  aria-label={`Change the key: ${ACTION_TITLES[action]}`}
                  onClick={() => setChanged(action)}
                >
                  Change
                </button>
                <button
                  type="button"
                  className="button button-small"
                  aria-label={`Switch the key off: ${ACTION_TITLES[action]}`}
                  disabled={keys[action].length === 0}
                  onClick={() => onChange({ ...keys, [action]: [] })}
                >
                  Off
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">Keys rest while you type. They are kept in this browser.</p>
      <button type="button" className="button" onClick={() => onChange(DEFAULT_KEYS)}>
        All as they were at first
      </button>
    </Modal>
  );
}

/** What has come of giving a key to an action: also whose last key that was. */
function describeChange(before: KeyMap, action: KeyAction, described: string): string {
  const loser = findAction(before, described);
  const isBare = loser !== null && assignKey(before, action, described)[loser].length === 0;
  const loss = isBare ? ` Without a key now: ${ACTION_TITLES[loser]}.` : "";
  return `${ACTION_TITLES[action]}: ${toKeyCap(described)}.${loss}`;
}

function Caps({ keys }: { readonly keys: readonly string[] }) {
  return keys.length === 0 ? (
    <span className="quiet">off</span>
  ) : (
    keys.map((key) => (
      <kbd key={key} className="key-cap">
        {toKeyCap(key)}
      </kbd>
    ))
  );
}
