/** What TypeScript's browser types do not have yet. Trusted values stand where strings do. */
interface PolicyRules {
  readonly createHTML: (html: string) => string;
  readonly createScriptURL: (address: string) => string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: PolicyRules): PolicyRules;
}

/** As the page's content policy names it. */
const POLICY_NAME = "folkmoot-content";

/**
 * The page's one way from text to markup and to workers, where the browser asks for one. Only the sanitiser's inert document and the renderer's worker use it:
 * what it passes is never inserted as markup.
 */
export const trustedTypesPolicy = createPolicy();

function createPolicy(): PolicyRules | null {
  const factory = (window as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
  return (
    factory?.createPolicy(POLICY_NAME, {
      createHTML: (html) => html,
      createScriptURL: (address) => {
        if (new URL(address, location.href).origin !== location.origin) {
          throw new TypeError("A worker comes from the page's own origin.");
        }
        return address;
      },
    }) ?? null
  );
}
