export type Direction = "ltr" | "rtl";

const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Mandaic}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** The direction that a text is read in, by its first letter; null where it has none. */
export function firstDirection(text: string): Direction | null {
  const letter = LETTER.exec(text)?.[0];
  if (letter === undefined) {
    return null;
  }
  return RIGHT_TO_LEFT.test(letter) ? "rtl" : "ltr";
}
