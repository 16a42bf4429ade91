import { closeSync, openSync, readSync } from "node:fs";

const BYTES_LOOKED_AT = 4096;

const PACKED = "unpack it first, or pack it as .jsonl.gz";
const UTF16 = { name: "text in UTF-16", remedy: "write it in UTF-8" };

/** What files of other formats begin with. */
const FORMATS: readonly { readonly begin: readonly number[] | string; readonly name: string; readonly remedy: string }[] = [
  {
    begin: "PAR1",
    name: "Parquet",
    remedy: 'write a row a line first: datasets.Dataset.from_parquet("pairs.parquet").to_json("pairs.jsonl")',
  },
  {
    begin: [0xff, 0xff, 0xff, 0xff],
    name: "Arrow, as save_to_disk writes it",
    remedy: 'write a row a line first: datasets.Dataset.from_file("pairs.arrow").to_json("pairs.jsonl")',
  },
  { begin: "[", name: "one JSON array", remedy: "write a row a line first: jq -c '.[]' pairs.json > pairs.jsonl" },
  { begin: [0x28, 0xb5, 0x2f, 0xfd], name: "packed by zstd", remedy: PACKED },
  { begin: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], name: "packed by xz", remedy: PACKED },
  { begin: "BZh", name: "packed by bzip2", remedy: PACKED },
  { begin: [0x50, 0x4b, 0x03, 0x04], name: "packed by zip", remedy: PACKED },
  { begin: [0xff, 0xfe], ...UTF16 },
  { begin: [0xfe, 0xff], ...UTF16 },
];

const GZIP_MARK = [0x1f, 0x8b];

/** What an ordinary file holds instead of JSON lines, and what to do about it, by its first bytes; null where nothing speaks against JSON lines. */
export function findOtherFormat(file: string): string | null {
  const bytes = firstBytes(file);
  if (beginsWith(bytes, GZIP_MARK)) {
    return file.endsWith(".gz") ? null : "packed by gzip; let its name end in .gz";
  }
  const text = Buffer.from(bytes.toString("latin1").trimStart(), "latin1");
  const found = FORMATS.find(({ begin }) => beginsWith(text, typeof begin === "string" ? Buffer.from(begin) : begin));
  return found === undefined ? null : `${found.name}; ${found.remedy}`;
}

function beginsWith(bytes: Buffer, begin: ArrayLike<number>): boolean {
  return bytes.subarray(0, begin.length).equals(Uint8Array.from(begin));
}

function firstBytes(file: string): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(BYTES_LOOKED_AT);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, BYTES_LOOKED_AT, 0));
  } finally {
    closeSync(descriptor);
  }
}
