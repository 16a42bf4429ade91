import { createScalarModel } from "../../src/reward-models/create-scalar-model.ts";
import type { ScalarAdapter, ScalarModelOptions } from "../../src/reward-models/scalar-model-options.ts";
import { scalarModelOptions } from "./scalar-model-options.ts";
import { type RunningUpstream, startUpstream, type UpstreamShape } from "./upstreams/start-upstream.ts";

/** Models and servers that tests opened; `closeAll` after each. */
export function createModelTests() {
  const opened = new Set<{ close(): unknown }>();
  return {
    /** Starts a server of that shape and a model that asks it. @param path of the model's base URL. */
    serve: async (adapter: ScalarAdapter, shape: UpstreamShape, options: Partial<ScalarModelOptions> = {}, path = "/") => {
      const server = await startUpstream(shape);
      return { server, model: openAt(server, adapter, options, path) };
    },
    /** A model that asks a server which runs. */
    open: openAt,
    closeAll: async () => {
      const closing = [...opened];
      opened.clear();
      await Promise.all(closing.map((it) => it.close()));
    },
  };

  function openAt(server: RunningUpstream, adapter: ScalarAdapter, options: Partial<ScalarModelOptions>, path = "/") {
    const model = createScalarModel(scalarModelOptions(adapter, new URL(path, server.url), options));
    opened.add(model).add(server);
    return model;
  }
}
