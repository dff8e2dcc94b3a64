import * as z from "zod";

import type { Messages } from "~/words/messages.en.server";
import { ruleIn } from "~/words/rules.server";
import { messagesFor } from "~/words/words.server";
import { readBody } from "./body.server";
import { check } from "./input.server";

const FORM_MAX = 100 * 1024;

type Values = Record<string, string>;

/**
 * A page's form as `schema` reads it; when refused, what was typed and one sentence a field, for the form to be shown
 * again. Only the schema's own fields are looked at. Throws a 413 or 400 page for a body that no form of ours sends.
 */
export async function readForm<Schema extends z.ZodObject>(
  request: Request,
  schema: Schema,
): Promise<{ ok: true; input: z.output<Schema>; values: Values } | { ok: false; errors: Values; values: Values }> {
  const fields = await readFields(request);
  const shape = Object.entries(schema.shape).filter(([name]) => fields.has(name));
  const values = Object.fromEntries(shape.map(([name]) => [name, fields.get(name)!]));
  const typed = shape.map(([name, field]) => [name, typedValue(values[name]!, field)]);
  const result = check(schema, Object.fromEntries(typed));
  if (result.ok) return { ok: true, input: result.input, values };

  const messages = messagesFor(request);
  const errors: Values = {};
  for (const { field, message } of result.errors) errors[field] ??= sentence(messages, field, message);
  return { ok: false, errors, values };
}

/** Fields of a form that no schema reads, such as where to go next. */
export async function readFields(request: Request): Promise<URLSearchParams> {
  const known = parsed.get(request);
  if (known) return known;
  const bytes = await readBody(request, FORM_MAX);
  if (typeof bytes === "string") throw new Response(null, { status: 413 });
  const type = request.headers.get("Content-Type") ?? "";
  if (bytes.length > 0 && !/^application\/x-www-form-urlencoded\b/i.test(type))
    throw new Response(null, { status: 415 });
  const fields = new URLSearchParams(new TextDecoder().decode(bytes));
  parsed.set(request, fields);
  return fields;
}

/** What a form held that could not be dealt with, to be sent again; passwords are not shown to anybody, their owner included. */
export async function unsent(request: Request): Promise<[string, string][] | null> {
  if (request.method !== "POST") return null;
  const fields = await readFields(request).catch(() => null);
  return fields && [...fields].filter(([name]) => !/password/i.test(name));
}

/** A body can be read once only; a route may want both its schema's fields and where to go next. */
const parsed = new WeakMap<Request, URLSearchParams>();

/** A form sends text; JSON sends types. What is not one of a type's two or many words is left for the schema to refuse. */
function typedValue(value: string, field: z.core.$ZodType): unknown {
  const type = innermost(field);
  if (type instanceof z.core.$ZodBoolean && (value === "true" || value === "false")) return value === "true";
  if (type instanceof z.core.$ZodNumber && /^\d{1,15}$/.test(value)) return Number(value);
  return value;
}

function innermost(field: z.core.$ZodType): z.core.$ZodType {
  const { innerType } = field._zod.def as { innerType?: z.core.$ZodType };
  return innerType ? innermost(innerType) : field;
}

function sentence({ language, locale, fields }: Messages, field: string, message: string): string {
  return `${fields[field] ?? field[0]!.toUpperCase() + field.slice(1)} ${ruleIn(language, locale, message)}.`;
}
