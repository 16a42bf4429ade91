import { useState } from "react";
import { Modal } from "../status/modal.tsx";

interface SignOutDialogProps {
  /** What comes of it. */
  readonly consequence: string;
  /** Rejects where the server could not be told. */
  readonly onSignOut: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before the annotator signs out: most cannot come back by themselves. */
export function SignOutDialog({ consequence, onSignOut, onClose }: SignOutDialogProps) {
  const [hasFailed, setHasFailed] = useState(false);
  const leave = () => {
    setHasFailed(false);
    onSignOut().catch(() => setHasFailed(true));
  };
  return (
    <Modal title="Sign out?" onClose={onClose}>
      <p>{consequence}</p>
      {hasFailed ? (
        <p className="message message-warning" role="alert">
          You are still signed in: the server could not be reached. Try again when it can.
        </p>
      ) : null}
      <div className="setting">
        <button type="button" className="button" onClick={leave}>
          Sign out
        </button>
        <button type="button" className="button" onClick={onClose}>
          Stay
        </button>
      </div>
    </Modal>
  );
}
