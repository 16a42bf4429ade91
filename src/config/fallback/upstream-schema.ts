import { z } from "zod";
import { isDeniedAddress } from "../../outbound/is-denied-address.ts";
import { strictMembers } from "./strict-members.ts";

/** Upper case alone: a key that is pasted here by mistake is no name of a variable, and never comes as far as a message. */
const VARIABLE = /^[A-Z_][A-Z0-9_]{0,127}$/;
const variable = z.string().regex(VARIABLE, "must be the name of an environment variable, in upper case, not the secret itself");
const file = z.string().min(1).max(4096);

/** Where a secret is, never the secret itself. */
export const SecretReferenceSchema = z.union([strictMembers({ env: variable }), strictMembers({ file })], {
  error: "must be a text, {env: NAME} or {file: path}",
});
export type SecretReference = z.output<typeof SecretReferenceSchema>;

/** A model's key, by where it is. */
const keyMembers = {
  api_key_env: variable.optional(),
  api_key_file: file.optional(),
};

const HEADER_NAME = /^[A-Za-z0-9-]{1,64}$/;
/** What is sent goes by these; the client writes them itself. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "content-type",
  "transfer-encoding",
  "accept-encoding",
  "expect",
  "upgrade",
]);
const SECRET_HEADER = /auth|cookie|token|secret|key/i;
const headerText = z.string().regex(/^[\u0020-\u007e]{0,1000}$/, "must be a printable text, {env: NAME} or {file: path}");

const headers = z
  .record(
    z
      .string()
      .regex(HEADER_NAME, "must be the name of a header")
      .refine((name) => !RESERVED_HEADERS.has(name.toLowerCase()), "is a header that Folkmoot writes itself"),
    z.union([headerText, SecretReferenceSchema], {
      error: "must be a printable text, {env: NAME} or {file: path}",
    }),
  )
  .superRefine((named, context) => {
    for (const [name, value] of Object.entries(named)) {
      if (typeof value === "string" && SECRET_HEADER.test(name)) {
        context.addIssue({
          code: "custom",
          path: [name],
          message: "may hold a secret: say where it is, as {env: NAME} or {file: path}",
        });
      }
    }
  })
  .default({});

/** A model's server: http or https, nothing secret in it, and no place to which nothing is ever sent. */
const UpstreamUrlSchema = z
  .string()
  .max(2000)
  .superRefine((text, context) => {
    const fault = urlFault(text);
    if (fault !== null) {
      context.addIssue({ code: "custom", message: fault });
    }
  });

function urlFault(text: string): string | null {
  if (!URL.canParse(text)) {
    return "must be an http or https URL";
  }
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return "must be an http or https URL";
  }
  if (url.username !== "" || url.password !== "") {
    return "must hold no name or password: a key goes by api_key_env or api_key_file";
  }
  if (url.search !== "" || url.hash !== "") {
    return "must have no ? and no #: paths are added to it";
  }
  if (isDeniedAddress(url.hostname.replace(/^\[|\]$/g, ""))) {
    return "is a link-local, multicast, unspecified or metadata address, to which nothing is sent";
  }
  return null;
}

/** JSON with a bound on its size, as it is added to requests. */
const BODY_CHARACTERS_MAX = 64 * 1024;
export const JsonMembersSchema = z
  .record(z.string(), z.json())
  .refine(
    (members) => JSON.stringify(members).length <= BODY_CHARACTERS_MAX,
    `must be at most ${BODY_CHARACTERS_MAX} characters of JSON`,
  );

/** How any model's server is reached. */
export const upstreamMembers = {
  url: UpstreamUrlSchema,
  ...keyMembers,
  headers,
  answer_bytes_max: z
    .number()
    .int()
    .min(1024)
    .max(64 * 1024 * 1024)
    .default(1024 * 1024),
};

/** Refuses a key that is in two places. */
export function refuseTwoKeys(
  model: { readonly api_key_env?: string | undefined; readonly api_key_file?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (model.api_key_env !== undefined && model.api_key_file !== undefined) {
    context.addIssue({ code: "custom", path: ["api_key_file"], message: "stands beside api_key_env: there can be one of them" });
  }
}
