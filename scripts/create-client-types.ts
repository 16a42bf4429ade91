// The types of the TypeScript client, generated from the contract.
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

export const CLIENT_TYPES_FILE = new URL("../clients/typescript/src/openapi-types.ts", import.meta.url);

const HEAD = `// Generated from openapi.json by \`npm run openapi\`. Do not edit: a test compares.\n\n`;

/** The text of that file for a contract. Refusals are left out: whatever the route, they are a \`Problem\`, which the client throws. */
export async function createClientTypes(openApiText: string): Promise<string> {
  const document = JSON.parse(openApiText, (key, value) => (key === "responses" ? withoutRefusals(value) : value)) as OpenAPI3;
  // A member with a default may be left out of a request.
  const nodes = await openapiTS(document, { rootTypes: true, rootTypesNoSchemaPrefix: true, defaultNonNullable: false });
  return HEAD + astToString(nodes);
}

function withoutRefusals(responses: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(responses).filter(([status]) => !/^[45]/.test(status)));
}
