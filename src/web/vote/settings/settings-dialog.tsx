import { useState } from "react";
import { notify } from "../attention/notify.ts";
import { Modal } from "../status/modal.tsx";
import { type Settings, THEMES, type Theme } from "./settings.ts";

interface SettingsDialogProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
  readonly onKeys: () => void;
  readonly onSignOut: () => void;
  readonly onClose: () => void;
}

const THEME_TITLES: Readonly<Record<Theme, string>> = { auto: "As the system", light: "Light", dark: "Dark" };

type Switch = "asksStrength" | "scrollsTogether" | "hasSound" | "hasNotification";
const SWITCHES: readonly { readonly name: Switch; readonly text: string }[] = [
  { name: "asksStrength", text: "Offer “slightly” and “much”" },
  { name: "scrollsTogether", text: "Scroll both answers together" },
  { name: "hasSound", text: "Play a sound when a question comes" },
  { name: "hasNotification", text: "Show a notification when a question comes" },
];

/** What a visitor can set. */
export function SettingsDialog({ settings, onChange, onKeys, onSignOut, onClose }: SettingsDialogProps) {
  const [isRefused, setIsRefused] = useState(false);
  const set = async (name: Switch, isOn: boolean) => {
    const isRefused = name === "hasNotification" && isOn && !(await mayNotify());
    setIsRefused(isRefused);
    if (!isRefused) {
      onChange({ [name]: isOn });
    }
  };
  return (
    <Modal title="Settings" onClose={onClose}>
      <fieldset className="setting">
        <legend>Colours</legend>
        {THEMES.map((theme) => (
          <button
            key={theme}
            type="button"
            className="button button-small"
            aria-pressed={settings.theme === theme}
            onClick={() => onChange({ theme })}
          >
            {THEME_TITLES[theme]}
          </button>
        ))}
      </fieldset>
      {SWITCHES.map(({ name, text }) => (
        <label key={name} className="setting setting-switch">
          <input type="checkbox" checked={settings[name]} onChange={(event) => set(name, event.target.checked)} />
          {text}
        </label>
      ))}
      <div role="status">
        {isRefused ? (
          <p className="message message-warning">
            The browser lets this page show no notifications. Allow them in its settings for this page first.
          </p>
        ) : null}
      </div>
      <div className="setting">
        <button type="button" className="button" onClick={onKeys}>
          Keys …
        </button>
        <button type="button" className="button" onClick={onSignOut}>
          Sign out
        </button>
      </div>
    </Modal>
  );
}

/** Asks the browser, and it the visitor where they have not said yet, and shows one to see that it does: some grant what they never show. */
async function mayNotify(): Promise<boolean> {
  const isGranted = "Notification" in window && (await Notification.requestPermission()) === "granted";
  return isGranted && notify("Questions call you like this");
}
