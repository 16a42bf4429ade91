import type { PersonaModelOptions } from "../../personas/persona-model-options.ts";
import { ConfigError } from "../config-error.ts";
import type { PersonaModelSettings } from "./persona-model-schema.ts";
import type { SecretReading } from "./read-secret.ts";
import { SecretFaults, toUpstream } from "./to-upstream.ts";
import type { SecretReference } from "./upstream-schema.ts";

/** The persona's model as it is built. Holds secrets. */
export interface PersonaPlan extends PersonaModelOptions {
  /** Longest that a turn waits for other words. */
  readonly timeoutMs: number;
  readonly concurrency: number;
}

/** The persona's model that the config file describes; null where it names none. Throws ConfigError where a secret is not there. */
export function toPersonaPlan(
  settings: PersonaModelSettings | null,
  readSecret: (reference: SecretReference) => SecretReading,
): PersonaPlan | null {
  if (settings === null) {
    return null;
  }
  const secrets = new SecretFaults(readSecret);
  const upstream = toUpstream(settings, secrets, "persona_model");
  if (secrets.faults.length > 0) {
    throw new ConfigError(secrets.faults);
  }
  const { model, temperature, timeout_ms: timeoutMs, concurrency } = settings;
  return { upstream, model, temperature, timeoutMs, concurrency };
}
