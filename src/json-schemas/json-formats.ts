import type { Format } from "ajv";

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const EMAIL = /^[^\s@.]+(?:\.[^\s@.]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const URI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Longer texts have none of the formats; e-mail addresses have 254 characters at most, URIs no bound but what servers take. */
const FORMATTED_CHARACTERS_MAX = 2_048;

/** The `format`s that a schema may ask for, of those that JSON Schema defines (RFC 3339, RFC 5321, RFC 3986, RFC 4122). Any other is refused. */
export const JSON_FORMATS: Readonly<Record<string, Format>> = {
  date: (text: string) => isDate(text),
  time: (text: string) => TIME.test(text),
  "date-time": (text: string) => isDate(text.slice(0, 10)) && /^t$/i.test(text.charAt(10)) && TIME.test(text.slice(11)),
  email: bounded(EMAIL),
  uri: bounded(URI),
  uuid: bounded(UUID),
};

function bounded(pattern: RegExp): (text: string) => boolean {
  return (text) => text.length <= FORMATTED_CHARACTERS_MAX && pattern.test(text);
}

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) {
    return false;
  }
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = (DAYS_OF_MONTH[month - 1] ?? 0) + (month === 2 && isLeapYear ? 1 : 0);
  return day >= 1 && day <= days;
}
