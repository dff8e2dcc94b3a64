import * as z from "zod";

import {
  changePasswordInput,
  deleteUserInput,
  forgotPasswordInput,
  newPassword,
  signInInput,
  signUpInput,
} from "~/auth/account-input.server";
import { PROBLEMS } from "~/http/problem.server";
import { DESCRIPTION_MAX, type Task, TITLE_MAX } from "~/tasks/task";
import { completionRequest, newTask, READ_ONLY, taskChanges, taskReplacement } from "~/tasks/task-input.server";

const moment = () =>
  z.iso.datetime().meta({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$", description: "RFC 3339." });

const task = z.strictObject({
  id: z.uuidv7().meta({ description: "Set by the server; the ids of later tasks are greater." }),
  user_id: z.string().meta({ description: "The owner: `sub` of the access token." }),
  title: z.string().meta({ minLength: 1, maxLength: TITLE_MAX }),
  description: z.string().meta({ minLength: 1, maxLength: DESCRIPTION_MAX }).nullable(),
  completed: z.boolean(),
  completed_at: moment().nullable().meta({ description: "When it was completed; null while it is pending." }),
  version: z.int().min(1).meta({ description: "One more with each change that changes something." }),
  created_at: moment(),
  updated_at: moment(),
}) satisfies z.ZodType<Task>;

const problem = z.strictObject({
  type: z.string().meta({ format: "uri-reference", description: "A page that explains it." }),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: "A sentence for the developer who reads it." }),
  code: z.enum(Object.keys(PROBLEMS) as [keyof typeof PROBLEMS]),
  errors: z
    .array(
      z.strictObject({
        field: z.string().meta({ description: "The field, the parameter or the header." }),
        code: z.string(),
        message: z.string().meta({ description: "Follows the field's name." }),
      }),
    )
    .min(1)
    .optional()
    .meta({ description: "With `validation_failed` only." }),
});

const user = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.email(),
  emailVerified: z.boolean(),
  image: z.string().nullable(),
  twoFactorEnabled: z.boolean().meta({ description: "Signing in takes a code, too." }),
  createdAt: moment(),
  updatedAt: moment(),
});
const session = z.strictObject({
  id: z.string(),
  userId: z.string(),
  token: z.string().meta({ description: "Names the session, to revoke it. It opens nothing." }),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  expiresAt: moment(),
  createdAt: moment(),
  updatedAt: moment(),
});

/** What clients send, by the schemas that read it. */
const requests = {
  NewTask: newTask,
  TaskReplacement: taskReplacement,
  TaskChanges: taskChanges,
  TaskCompletion: completionRequest,
  SignUp: signUpInput,
  SignIn: signInInput,
  Code: z.object({ code: z.string() }),
  ForgottenPassword: forgotPasswordInput,
  NewPassword: z.object({ token: z.string(), newPassword }),
  PasswordChange: changePasswordInput,
  UserChanges: signUpInput.pick({ name: true }),
  SessionName: z.object({ token: z.string() }),
  UserDeletion: deleteUserInput,
};

/** What clients get. */
const answers = {
  Task: task,
  TaskList: z.strictObject({
    items: z.array(task),
    count: z.int().min(0).meta({ description: "How many tasks match, whatever the page." }),
    next_cursor: z.string().nullable().meta({ description: "Where the next page begins; null on the last one." }),
  }),
  Problem: problem,
  AuthError: z
    .strictObject({ code: z.string(), message: z.string() })
    .meta({ description: "A refusal in Better Auth's own form." }),
  User: user,
  Session: session,
  SignedUp: z.strictObject({
    token: z.string().nullable().meta({ description: "Null where the address has to be confirmed first." }),
    user,
  }),
  SignedIn: z.union([
    z.strictObject({ redirect: z.boolean(), token: z.string(), user }),
    z
      .strictObject({ twoFactorRedirect: z.literal(true), twoFactorMethods: z.array(z.string()) })
      .meta({ description: "Nobody is signed in yet: a code is needed." }),
  ]),
  SignedInByCode: z.strictObject({ token: z.string(), user }),
  CurrentSession: z.strictObject({ session, user }).nullable(),
  SessionList: z.array(session),
  AccessToken: z.strictObject({ token: z.string().meta({ description: "A JWT, valid for ten minutes." }) }),
  Done: z.strictObject({ success: z.boolean() }),
  Status: z.strictObject({ status: z.boolean() }),
  StatusMessage: z.strictObject({ status: z.boolean(), message: z.string() }),
  PasswordChanged: z.strictObject({ token: z.string().nullable(), user }),
  Contract: z.looseObject({ openapi: z.literal("3.1.1") }),
  UserDeleted: z.strictObject({ success: z.boolean(), message: z.string() }),
};

export type SchemaName = keyof typeof requests | keyof typeof answers;
type JsonSchema = Record<string, unknown>;

/** All of them as JSON Schema, for `components.schemas`. */
export function jsonSchemas(): Record<string, JsonSchema> {
  const schemas = { ...toJson(requests, "input"), ...toJson(answers, "output") };
  for (const name of ["TaskReplacement", "TaskChanges"]) allowReadOnly(schemas[name]!);
  return schemas;
}

function toJson(schemas: Record<string, z.ZodType>, io: "input" | "output"): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io, uri: (id) => `#/components/schemas/${id}` }).schemas;
  return Object.fromEntries(Object.entries(made).map(([name, { $schema, $id, ...schema }]) => [name, schema]));
}

/** What was read can be edited and sent back (API-016): these fields are taken away before the schema sees the body. */
function allowReadOnly(schema: JsonSchema): void {
  const ignored = READ_ONLY.map((name) => [name, { description: "Ignored: the server sets it." }]);
  schema.properties = { ...(schema.properties as JsonSchema), ...Object.fromEntries(ignored) };
}
