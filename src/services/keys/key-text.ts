const KEY_TEXT = /^fmk_([A-Za-z0-9]{8,32})_([A-Za-z0-9]{20,100})$/;

/** A key as its owner holds it: `fmk_<id>_<secret>`. The prefix lets secret scanners find a leaked one. */
export function toKeyText(keyId: string, secret: string): string {
  return `fmk_${keyId}_${secret}`;
}

/** The id in a key text, or null where it is none. */
export function parseKeyText(keyText: string): { readonly keyId: string } | null {
  const keyId = KEY_TEXT.exec(keyText)?.[1];
  return keyId === undefined ? null : { keyId };
}
