const MEANT_AS_YAML = /\.ya?ml(?:\.txt)?$/i;

/** Whether a file is meant as YAML by its name, also where it is named so that it is never read. */
export function isMeantAsYaml(path: string): boolean {
  return MEANT_AS_YAML.test(path);
}
