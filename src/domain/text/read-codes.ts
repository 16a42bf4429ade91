/** Room that is made beyond what a text needs, so that most later ones need none made. */
const GROWTH = 2;
/** As UTF-8: with so much room for each unit it is written without being measured first. */
const BYTES_PER_UNIT_MAX = 3;

const encoder = new TextEncoder();
let bytes = new Uint8Array(0);
let units = new Uint16Array(0);
/** The text that was read last, and as what: counters of one answer follow each other. */
let last = "";
let codesOfLast: Uint8Array | Uint16Array = bytes;

/**
 * The UTF-16 units of a text as numbers, each at its place; what stands after them is not the text's. For loops over characters: a string takes several times as long to say what it has at a place as an array does, and ASCII texts
 * are copied at once. Holds until it is called with another text.
 */
export function readCodes(text: string): Uint8Array | Uint16Array {
  if (text !== last) {
    codesOfLast = write(text);
    last = text;
  }
  return codesOfLast;
}

function write(text: string): Uint8Array | Uint16Array {
  const { length } = text;
  if (units.length < length) {
    units = new Uint16Array(GROWTH * length);
    bytes = new Uint8Array(GROWTH * BYTES_PER_UNIT_MAX * length);
  }
  const { read, written } = encoder.encodeInto(text, bytes);
  // One byte for each unit: then all are ASCII, and bytes are what units would be.
  if (read === length && written === length) {
    return bytes;
  }
  for (let index = 0; index < length; index += 1) {
    units[index] = text.charCodeAt(index);
  }
  return units;
}
