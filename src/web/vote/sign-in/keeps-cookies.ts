/** Whether the browser keeps a cookie for this page. It is tried: what browsers say of themselves (`navigator.cookieEnabled`) leaves out what visitors have set for single pages. */
export function keepsCookies(): boolean {
  const probe = "folkmoot_probe=1";
  // biome-ignore lint/suspicious/noDocumentCookie: the other way to set one is missing in some browsers, and over plain http in all
  document.cookie = `${probe}; Max-Age=10; SameSite=Lax`;
  return document.cookie.split("; ").includes(probe);
}
