import DOMPurify, { type Config } from "dompurify";
import { MATH_STYLE_ATTRIBUTE } from "./math-styles.ts";
import { readMediaSource } from "./media-source.ts";
import { trustedTypesPolicy } from "./trusted-types-policy.ts";

const TEXT_TAGS = "p br hr h1 h2 h3 h4 h5 h6 strong em s code pre blockquote ul ol li div table thead tbody tr th td span";
const MEDIA_TAGS = "img video audio";
const MATH_TAGS =
  "math semantics mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd mlabeledtr mstyle mpadded mphantom menclose mmultiscripts mprescripts merror svg path line";
const TEXT_ATTRIBUTES = "class dir title start alt src controls preload playsinline referrerpolicy aria-label aria-hidden";
const MATH_ATTRIBUTES =
  "accent accentunder columnalign columnlines columnspacing depth display displaystyle fence height largeop linebreak linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel separator side stretchy symmetric voffset width viewBox preserveAspectRatio d x1 x2 y1 y2 stroke-width";

/** Only what the renderer writes, and nothing that could link, submit, frame, style or name. */
const CONFIG: Config = {
  ALLOWED_TAGS: `${TEXT_TAGS} ${MEDIA_TAGS} ${MATH_TAGS}`.split(" "),
  ALLOWED_ATTR: `${TEXT_ATTRIBUTES} ${MATH_ATTRIBUTES} ${MATH_STYLE_ATTRIBUTE}`.split(" "),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // Their values are words and sizes, which may look like addresses.
  ADD_URI_SAFE_ATTR: ["aria-label", MATH_STYLE_ATTRIBUTE],
  // The formula's source, which would stand beside it.
  ADD_FORBID_CONTENTS: ["annotation"],
  RETURN_DOM_FRAGMENT: true,
  ...(trustedTypesPolicy === null ? {} : { TRUSTED_TYPES_POLICY: trustedTypesPolicy as Config["TRUSTED_TYPES_POLICY"] & object }),
};

/**
 * The last look at rendered content: nodes of what may be on the page, in a document of their own where nothing loads or runs. They are inserted as they are and
 * never become text again, so no second reading can differ from this one.
 * @param mediaOrigins media of other origins are left out.
 */
export function sanitiseContent(html: string, mediaOrigins: readonly string[]): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, { ...CONFIG, RETURN_DOM_FRAGMENT: true });
  for (const element of fragment.querySelectorAll("[src]")) {
    if (!isAllowedMedia(element, mediaOrigins)) {
      element.remove();
    }
  }
  return fragment;
}

function isAllowedMedia(element: Element, mediaOrigins: readonly string[]): boolean {
  return (
    ["IMG", "VIDEO", "AUDIO"].includes(element.tagName) &&
    readMediaSource(element.getAttribute("src") ?? "", mediaOrigins).kind !== "refused"
  );
}
