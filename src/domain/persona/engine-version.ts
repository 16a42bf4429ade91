/** Changes whenever the same scenario, seed and policy turns could give another conversation or reward. */
export const ENGINE_VERSION = "persona-6";
