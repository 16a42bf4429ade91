import { type ReactNode, useLayoutEffect, useRef } from "react";

interface ModalProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog over the page; Escape and its button close it, and the focus goes back to where it was. */
export function Modal({ title, onClose, children }: ModalProps) {
  const place = useRef<HTMLDialogElement | null>(null);
  // While it is still in the page: a dialog that has been taken out of it gives the focus back to nothing.
  useLayoutEffect(() => {
    const dialog = place.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={place} className="modal" aria-label={title} onCancel={onClose}>
      <header className="modal-head">
        <h2>{title}</h2>
        <button type="button" className="button button-small" onClick={onClose}>
          Close
        </button>
      </header>
      {children}
    </dialog>
  );
}
