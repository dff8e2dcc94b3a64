import * as z from "zod";

import { inEnglish, rule } from "~/words/rules.server";
import { wordsOf } from "./search.server";
import {
  DESCRIPTION_MAX,
  SORT_ORDERS,
  type SortOrder,
  TASK_SORTS,
  TASK_STATUSES,
  type TaskSort,
  type TaskStatus,
  TITLE_MAX,
} from "./task";
import { descriptionFault, descriptionText, type TextFault, titleFault, titleText } from "./text.server";

const text = (kind: "text" | "textOrNull", fault: (value: string) => TextFault | undefined) =>
  z.string(rule(kind)).check((ctx) => {
    const found = fault(ctx.value);
    if (found)
      ctx.issues.push({ code: "custom", message: found.message, params: { code: found.code }, input: ctx.value });
  });

const title = z
  .string(rule("text"))
  .overwrite(titleText)
  .pipe(text("text", (value) => titleFault(value, TITLE_MAX)))
  .meta({
    description: `Trimmed and brought to NFC; then 1 to ${TITLE_MAX} code points, without control characters.`,
  });
const description = z
  .string(rule("textOrNull"))
  .transform(descriptionText)
  .pipe(text("textOrNull", (value) => descriptionFault(value, DESCRIPTION_MAX)).nullable())
  .nullable()
  .meta({
    description: `At most ${inEnglish(DESCRIPTION_MAX)} code points, as typed but with \\n at each line's end; blank is null.`,
  });
const completed = z.boolean(rule("boolean"));

/** What makes a task. Both doors parse with this. */
export const newTask = z.strictObject({
  title,
  description: description.default(null),
  completed: completed.default(false),
});
export type NewTask = z.output<typeof newTask>;

/** A task replaced as a whole: what is not said is emptied, but the state must be said. */
export const taskReplacement = z.strictObject({ title, description: description.default(null), completed });

/** Changes to a task: what is not said stays. */
export const taskChanges = z.strictObject({
  title: title.optional(),
  description: description.optional(),
  completed: completed.optional(),
});
export type TaskChanges = z.output<typeof taskChanges>;

/** The page's edit form: the same changes, and the version that the person was looking at. */
export const taskEdit = taskChanges.extend({
  title,
  version: z.int(rule("wholeNumber")).min(1, rule("atLeastOne")),
});

/** The state to be in; set, never toggled. */
export const completion = z.strictObject({ completed });

/** The same over REST, where saying nothing means that it is done. */
export const completionRequest = z.strictObject({ completed: completed.default(true) });

/** The fields that the server sets. They may come back in an edit, and are ignored there. */
export const READ_ONLY = ["id", "user_id", "version", "completed_at", "created_at", "updated_at"];

export interface TaskQuery {
  status: TaskStatus;
  sort: TaskSort;
  order: SortOrder;
  limit: number;
  offset: number;
  /** Words to search for; absent, nothing is searched for. */
  q?: string;
}

const defaultOrder = (sort: TaskSort): SortOrder => (sort === "title" ? "asc" : "desc");
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `must be one of ${values.join(", ")}`);
const range = (min: number, max: number, otherwise: number) => {
  const rule = `must be a whole number from ${min} to ${inEnglish(max)}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, rule)
    .meta({ type: "integer", minimum: min, maximum: max, default: otherwise })
    .transform(Number)
    .refine((n) => n >= min && n <= max, rule);
};

const SEARCH_MAX = 200;
/** A search without a single word in it would find everything, or nothing: it is refused. */
const searchText = z.string().check((ctx) => {
  if ([...ctx.value].length > SEARCH_MAX)
    ctx.issues.push({
      code: "custom",
      message: `must have at most ${SEARCH_MAX} characters`,
      params: { code: "too_long" },
      input: ctx.value,
    });
  else if (wordsOf(ctx.value).length === 0)
    ctx.issues.push({
      code: "custom",
      message: "must have a word to search for",
      params: { code: "empty" },
      input: ctx.value,
    });
});

/** The query of a list over REST: whatever is not understood is refused by name. */
export const listQuery = z
  .strictObject({
    status: oneOf(TASK_STATUSES).default("all"),
    sort: oneOf(TASK_SORTS).default("created_at"),
    order: oneOf(SORT_ORDERS).optional().meta({ description: "Without it `desc`; for `title` `asc`." }),
    limit: range(1, 200, 50).default(50),
    offset: range(0, 10_000, 0).optional(),
    cursor: z.string().optional().meta({ description: "From `next_cursor`; not together with `offset`." }),
    q: searchText
      .optional()
      .meta({ description: `Words, of each at least the beginning; at most ${SEARCH_MAX} characters.`, minLength: 1 }),
  })
  .check((ctx) => {
    if (ctx.value.cursor !== undefined && ctx.value.offset !== undefined)
      ctx.issues.push({
        code: "custom",
        path: ["cursor"],
        message: "must not be given together with offset",
        params: { code: "conflict" },
        input: ctx.value,
      });
  })
  .transform((query): TaskQuery & { cursor?: string } => ({
    ...query,
    order: query.order ?? defaultOrder(query.sort),
    offset: query.offset ?? 0,
  }));

/** The query of the page: a stale bookmark is no reason for an error, so what is not understood is ignored. */
export function pageQuery(params: URLSearchParams): TaskQuery {
  const { status, sort, order, offset, q } = listQuery.in.shape;
  const read = <T extends z.ZodType>(schema: T, name: string) => schema.safeParse(params.get(name) ?? undefined).data;
  const chosen = read(sort, "sort") ?? "created_at";
  const words = read(q, "q");
  return {
    ...(words !== undefined && { q: words }),
    status: read(status, "status") ?? "all",
    sort: chosen,
    order: read(order, "order") ?? defaultOrder(chosen),
    limit: 50,
    offset: read(offset, "offset") ?? 0,
  };
}
