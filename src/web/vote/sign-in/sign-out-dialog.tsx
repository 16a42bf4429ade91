import { Modal } from "../status/modal.tsx";

interface SignOutDialogProps {
  /** What comes of it. */
  readonly consequence: string;
  readonly onSignOut: () => void;
  readonly onClose: () => void;
}

/** Asks before the annotator signs out: most cannot come back by themselves. */
export function SignOutDialog({ consequence, onSignOut, onClose }: SignOutDialogProps) {
  return (
    <Modal title="Sign out?" onClose={onClose}>
      <p>{consequence}</p>
      <div className="setting">
        <button type="button" className="button" onClick={onSignOut}>
          Sign out
        </button>
        <button type="button" className="button" onClick={onClose}>
          Stay
        </button>
      </div>
    </Modal>
  );
}
