import type { UpstreamOptions } from "../../outbound/upstream-options.ts";
import type { SecretReading } from "./read-secret.ts";
import type { SecretReference } from "./upstream-schema.ts";

/** How a server is reached, as the config file says it. */
interface UpstreamSettings {
  readonly url: string;
  readonly api_key_env?: string | undefined;
  readonly api_key_file?: string | undefined;
  readonly headers: Readonly<Record<string, string | SecretReference>>;
  readonly answer_bytes_max: number;
  readonly concurrency: number;
}

/** Reads secrets, and keeps what went wrong by the place in the config file. */
export class SecretFaults {
  readonly #read: (reference: SecretReference) => SecretReading;
  readonly faults: string[] = [];

  constructor(read: (reference: SecretReference) => SecretReading) {
    this.#read = read;
  }

  /** The secret; empty, and a fault kept, where there is none. @param place such as `fallback.sources.skywork.api_key_env`. */
  read(reference: SecretReference, place: string): string {
    const reading = this.#read(reference);
    if ("secret" in reading) {
      return reading.secret;
    }
    this.faults.push(`${place}: ${reading.fault}`);
    return "";
  }
}

/** How a server is reached, with the secrets that the settings name. @param place of the settings in the config file. */
export function toUpstream(settings: UpstreamSettings, secrets: SecretFaults, place: string): UpstreamOptions {
  const { api_key_env: variable, api_key_file: file } = settings;
  let apiKey: string | null = null;
  if (variable !== undefined) {
    apiKey = secrets.read({ env: variable }, `${place}.api_key_env`);
  } else if (file !== undefined) {
    apiKey = secrets.read({ file }, `${place}.api_key_file`);
  }
  const headers = Object.entries(settings.headers).map(([name, value]) => [
    name,
    typeof value === "string" ? value : secrets.read(value, `${place}.headers.${name}`),
  ]);
  return {
    baseUrl: new URL(settings.url),
    apiKey,
    headers: Object.fromEntries(headers),
    answerBytesMax: settings.answer_bytes_max,
    connectionsMax: settings.concurrency,
  };
}
