/** As the style sheet knows them. */
const LOADING_CLASS = "media-loading";
const FRAME_CLASS = "image-frame";

/**
 * Says of images on their way that they are: nothing else shows that one is to come. And lets those that were made smaller to fit be seen in full size, at a press: making the whole
 * page larger makes them no larger.
 * @returns ends it.
 */
export function followImages(content: HTMLElement): () => void {
  const notes = new Map<EventTarget | null, HTMLElement>();
  for (const image of content.querySelectorAll("img")) {
    if (!image.complete) {
      const note = createLoadingNote(image);
      notes.set(image, note);
      image.before(note);
    }
  }
  const settle = ({ target }: Event) => {
    notes.get(target)?.remove();
    frameShrunkImages(content);
  };
  // Such events do not bubble.
  content.addEventListener("load", settle, { capture: true });
  content.addEventListener("error", settle, { capture: true });
  // An answer behind the other has no size until it is brought to the front.
  const observer = new ResizeObserver(() => frameShrunkImages(content));
  observer.observe(content);
  return () => {
    content.removeEventListener("load", settle, { capture: true });
    content.removeEventListener("error", settle, { capture: true });
    observer.disconnect();
  };
}

function createLoadingNote(image: HTMLImageElement): HTMLElement {
  const note = document.createElement("span");
  note.className = LOADING_CLASS;
  note.textContent = image.alt === "" ? "Loading a picture …" : `Loading a picture (${image.alt}) …`;
  return note;
}

function frameShrunkImages(content: HTMLElement): void {
  for (const image of content.querySelectorAll<HTMLImageElement>(`img:not(.${FRAME_CLASS} *)`)) {
    if (image.clientWidth > 0 && (image.naturalWidth > image.clientWidth || image.naturalHeight > image.clientHeight)) {
      frame(image);
    }
  }
}

/** Puts it into a button that makes it large and small again, and that into what scrolls. */
function frame(image: HTMLImageElement): void {
  const place = document.createElement("span");
  place.className = FRAME_CLASS;
  place.dataset["scrolls"] = "";
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", image.alt === "" ? "Full size" : `Full size: ${image.alt}`);
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const isFull = place.classList.toggle("image-full");
    button.setAttribute("aria-pressed", String(isFull));
  });
  image.replaceWith(place);
  place.append(button);
  button.append(image);
}
