/** Browsers take a cookie of this name only if it is Secure, for this host alone and for all of its paths. */
const SECURE_NAME = "__Host-folkmoot_session";
const PLAIN_NAME = "folkmoot_session";

/** The session cookie of a server that is reached at that origin. */
export interface SessionCookie {
  /** The token in a Cookie header; null: none. */
  read(cookieHeader: string | undefined): string | null;
  /** The Set-Cookie header that keeps a token for so many seconds; 0 clears it. */
  write(token: string, maxAgeSeconds: number): string;
}

/**
 * @param publicUrl origin at which annotators reach the server; null: not known, so not known to be https.
 * @param isFramedByMturk whether the page is shown within another site's, as Mechanical Turk does. Browsers then take the cookie only where it says so, and keep one for each such site; requests that
 *   change something come from the page itself in any case (`admitSession`).
 */
export function createSessionCookie(publicUrl: string | null, isFramedByMturk = false): SessionCookie {
  const isSecure = publicUrl?.startsWith("https:") ?? false;
  const name = isSecure ? SECURE_NAME : PLAIN_NAME;
  const value = new RegExp(`(?:^|;)[ \\t]*${name}=([\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]{1,512})(?:;|$)`);
  const sameSite = isSecure && isFramedByMturk ? "SameSite=None; Partitioned" : "SameSite=Lax";
  const attributes = `Path=/; HttpOnly; ${sameSite}${isSecure ? "; Secure" : ""}`;
  return {
    read: (cookieHeader) => (cookieHeader === undefined ? null : (value.exec(cookieHeader)?.[1] ?? null)),
    write: (token, maxAgeSeconds) => `${name}=${token}; Max-Age=${maxAgeSeconds}; ${attributes}`,
  };
}
