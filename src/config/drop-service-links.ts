/** What Kubernetes tells every container of a Service named `folkmoot` or `folkmoot-…`. */
const SERVICE_LINK = /^FOLKMOOT_(\w+_)?(SERVICE_(HOST|PORT(_\w+)?)|PORT_\d+_\w+)$/;
/** It has the name of a setting, and an address where that has a number. */
const PORT_LINK = { name: /^FOLKMOOT_(\w+_)?PORT$/, value: /^tcp:\/\// };

/** The environment without the variables that Kubernetes makes of Services: they begin with our prefix by chance, and nobody set them. */
export function dropServiceLinks(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isLink = (name: string, value: string) =>
    SERVICE_LINK.test(name) || (PORT_LINK.name.test(name) && PORT_LINK.value.test(value));
  return Object.fromEntries(Object.entries(environment).filter(([name, value]) => !isLink(name, value ?? "")));
}
