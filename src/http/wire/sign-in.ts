import { z } from "@hono/zod-openapi";
import { type FieldError, InvalidRequestError } from "../../domain/errors.ts";
import { isJsonObject } from "../../domain/is-json-object.ts";
import { MTURK_SUBMIT_ADDRESSES } from "../../services/annotators/mturk-visit.ts";
import type { SignInRequest } from "../../services/annotators/sign-in.ts";
import { GLOBAL_AUDIENCE } from "../../services/voting/annotator.ts";
import { compileParser } from "../compile-schema.ts";
import { invalidPart } from "../invalid-part.ts";
import { Audience } from "./audience.ts";

const NAME_CHARACTERS_MAX = 128;
/** What Mechanical Turk calls the assignment while a worker only looks at it. */
const PREVIEW_ASSIGNMENT = "ASSIGNMENT_ID_NOT_AVAILABLE";
const { market, sandbox } = MTURK_SUBMIT_ADDRESSES;

const prolificId = z
  .string()
  .regex(/^[0-9a-f]{24}$/, "must be 24 lower-case hexadecimal digits, as Prolific puts it into the address");
const mturkId = z.string().regex(/^[0-9A-Z]{1,64}$/, "must be capitals and digits, as Mechanical Turk puts it into the address");

const InviteForm = z
  .strictObject({ invite_token: z.string().min(1).max(NAME_CHARACTERS_MAX) })
  .openapi("InviteSignIn", { description: "A single-use invite." });
const ProlificForm = z
  .strictObject({ prolific_pid: prolificId, study_id: prolificId, session_id: prolificId })
  .openapi("ProlificSignIn", { description: "A participant from Prolific, by the parameters in the study's address." });
const MturkForm = z
  .strictObject({
    worker_id: mturkId,
    assignment_id: mturkId,
    hit_id: mturkId,
    turk_submit_to: z.enum([market, sandbox]).nullish(),
  })
  .openapi("MturkSignIn", { description: "A worker from Mechanical Turk, by the parameters in the task's address." });
const ExternalForm = z
  .strictObject({ external_id: z.string().min(1).max(NAME_CHARACTERS_MAX), audience: Audience.nullish() })
  .openapi("ExternalSignIn", {
    description: "Somebody that another front end answers for, with an API key of the scope `annotator`.",
  });
const GuestForm = z
  .strictObject({ guest: z.literal(true) })
  .openapi("GuestSignIn", { description: "Anybody, where the server lets guests in." });

export const SignInSchema = z
  .union([InviteForm, ProlificForm, MturkForm, ExternalForm, GuestForm])
  .openapi("SignIn", { example: { invite_token: "fmi_1pQ0cR7sVbT4mXy2LzKq8WnHd5JfGa3E" } });

/** One form: the members that tell that it is meant, and what it asks the service for. */
interface Form {
  readonly members: readonly string[];
  readonly read: (body: object, tenantId: string) => SignInRequest;
}

function createForm<Schema extends z.ZodObject>(
  schema: Schema,
  toRequest: (body: z.output<Schema>, tenantId: string) => SignInRequest,
): Form {
  const parse = compileParser(schema);
  return {
    members: Object.keys(schema.shape),
    read: (body, tenantId) => {
      const result = parse(body);
      if (!result.success) {
        throw invalidPart("json", result.error.issues, body);
      }
      return toRequest(result.data, tenantId);
    },
  };
}

/** What turns the body of a sign-in into a request of the service. Throws InvalidRequestError, in terms of the form that the body begins to be. */
export function createSignInReader(): (body: unknown, tenantId: string) => SignInRequest {
  const forms = [
    createForm(InviteForm, (body) => ({ way: "invite", inviteToken: body.invite_token })),
    createForm(ProlificForm, (body, tenantId) => ({
      way: "prolific",
      tenantId,
      participantId: body.prolific_pid,
      sessionId: body.session_id,
    })),
    createForm(MturkForm, (body, tenantId) => ({
      way: "mturk",
      tenantId,
      workerId: body.worker_id,
      assignmentId: body.assignment_id,
      place: body.turk_submit_to === sandbox ? "sandbox" : "market",
    })),
    createForm(ExternalForm, (body, tenantId) => ({
      way: "api",
      tenantId,
      externalId: body.external_id,
      audience: body.audience ?? GLOBAL_AUDIENCE,
    })),
    createForm(GuestForm, (_body, tenantId) => ({ way: "guest", tenantId })),
  ];
  return (body, tenantId) => {
    if (!isJsonObject(body)) {
      throw refuse("The body is no object.", { pointer: "", detail: "must be an object" });
    }
    const form = forms.find(({ members }) => members.some((member) => Object.hasOwn(body, member)));
    if (form === undefined) {
      const ways = forms.map(({ members }) => members.join(", ")).join("; or ");
      throw refuse("The body is none of the ways to sign in.", { pointer: "", detail: `must have ${ways}` });
    }
    if (body["assignment_id"] === PREVIEW_ASSIGNMENT) {
      const detail = "The task is only being previewed: accept it on Mechanical Turk, then open it again.";
      throw refuse(detail, { pointer: "/assignment_id", detail });
    }
    return form.read(body, tenantId);
  };
}

function refuse(message: string, error: FieldError): InvalidRequestError {
  return new InvalidRequestError(message, { errors: [error] });
}
