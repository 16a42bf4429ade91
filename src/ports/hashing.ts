/** SHA-256 of a text in UTF-8 or of bytes, handed in because the domain may not import a crypto library. */
export type Sha256Hex = (data: string | Uint8Array) => string;
