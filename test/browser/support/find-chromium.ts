import { existsSync } from "node:fs";

/** Where Chromium and its kin usually are, on Linux, macOS and Windows. */
const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser that CHROMIUM_PATH names, or one at a usual place; null where there is none. Throws where CHROMIUM_PATH names a file that is not there. */
export function findChromium(): string | null {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) {
      throw new Error(`CHROMIUM_PATH is ${named}: there is no such file.`);
    }
    return named;
  }
  return USUAL_PLACES.find((place) => existsSync(place)) ?? null;
}
