import type { PersonaPlan } from "../config/fallback/to-persona-plan.ts";
import type { GaugeSource } from "../http/http-options.ts";
import { createPersonaModel } from "../personas/create-persona-model.ts";
import { PersonaVoice } from "../services/episodes/persona-voice.ts";
import { systemClock, systemTimer } from "./system-ports.ts";

/** The voice of the personas of a server, with a model behind it. */
export interface ServerPersona {
  readonly voice: PersonaVoice;
  readonly gauges: readonly GaugeSource[];
  close(): void;
}

/** Opens the model that may rephrase what personas say. */
export function openServerPersona({ timeoutMs, concurrency, ...options }: PersonaPlan): ServerPersona {
  const model = createPersonaModel(options);
  const voice = new PersonaVoice({ model, clock: systemClock, timer: systemTimer, timeoutMs, concurrency });
  return {
    voice,
    gauges: [
      {
        name: "persona_lines",
        help: "Lines of personas since the start by what became of them: rephrased, or why they were said as they were written.",
        labelNames: ["outcome"],
        measure: async () => [...voice.outcomes].map(([outcome, value]) => ({ labels: { outcome }, value })),
      },
    ],
    close: () => model.close(),
  };
}
