/** SHA-256, handed in because the domain may not import a crypto library. */
export type Sha256Hex = (text: string) => string;
