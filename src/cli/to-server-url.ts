import { InvalidArgumentError } from "commander";

/** Reads the value of an option: where a server is. Throws what the command line answers with where the text is no address, such as one without its scheme. */
export function toServerUrl(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError("It must be an address such as http://127.0.0.1:8080.");
  }
  return text;
}
