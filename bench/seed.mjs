// People and tasks in the product's own tables, all at once.
import { asOwner } from "./owner.mjs";

/** Each an hour and a millisecond from the next, so that no two tasks of anybody are of one time. */
const BEGAN = Date.UTC(2026, 0, 1);

/** The id of somebody's n-th task: by time, as the product makes them. */
export function taskId(user, n) {
  const time = (BEGAN + n * 3_600_000 + user).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${user.toString(16).padStart(12, "0")}`;
}

/**
 * @typedef {object} People
 * @property {number} [first] The number of the first of them.
 * @property {number} last
 * @property {number | number[]} tasks How many each has; a list says it one by one.
 * @property {boolean} [scattered] In no order at all, so that no two tasks of anybody lie together.
 */

/** Adds people, each with a session and tasks, to PostgreSQL at `url`. */
export function seed(url, /** @type {People} */ people) {
  return asOwner(url, (sql) => fill((text, values) => sql.unsafe(text, values), people));
}

/** The same through `run`, which sends a statement as the superuser, always on the same connection. */
export async function fill(run, { first = 1, last, tasks, scattered = false }) {
  const each = Array.isArray(tasks) ? tasks : Array(last - first + 1).fill(tasks);
  const counts = `{${each.join(",")}}`;
  // Neither triggers nor foreign keys for each row: the counts are laid out below.
  await run("set session_replication_role = replica");
  await run(
    `insert into "user" (id, name, email, email_verified)
     select 'user-' || u, 'Person ' || u, 'person-' || u || '@example.com', true from generate_series($1::int, $2::int) u`,
    [first, last],
  );
  await run(
    `insert into session (id, user_id, token, expires_at)
     select 'session-' || u, 'user-' || u, 'token-' || u, now() + interval '7 days' from generate_series($1::int, $2::int) u`,
    [first, last],
  );
  await run(`${TASKS} order by ${scattered ? "md5(n || '-' || u)" : "n, u"}`, [first, counts, BEGAN]);
  await run(
    `insert into task_counts (user_id, pending, done)
     select 'user-' || ($1::int - 1 + u), tasks - tasks / 3, tasks / 3
     from unnest($2::text::int[]) with ordinality _ (tasks, u)`,
    [first, counts],
  );
  await run("vacuum (analyze) tasks");
  await run("analyze");
  await run("checkpoint");
}

// Sorted by time, the rows of one person lie far from each other, as they would have come about.
const TASKS = `
  insert into tasks (id, user_id, title, description, completed, completed_at, created_at, updated_at, words)
  select (left(ms, 8) || '-' || right(ms, 4) || '-7000-8000-' || lpad(to_hex(u), 12, '0'))::uuid, 'user-' || u,
    'Task ' || n || ' of user ' || u,
    'Some description of task number ' || n || ', with a "quote" and enough words to look like a real one.',
    n % 3 = 0, case when n % 3 = 0 then at + interval '30 minutes' end, at, at,
    array_to_tsvector(string_to_array('task of user some description number with a quote and enough words to look like real one'
      || case when n = u then ' ' || n else ' ' || n || ' ' || u end, ' '))
  from unnest($2::text::int[]) with ordinality _ (tasks, nth),
    lateral (select ($1::int - 1 + nth)::int as u) person, lateral generate_series(1, tasks) n,
    lateral (select lpad(to_hex($3::bigint + n * 3600000::bigint + u), 12, '0') as ms,
      to_timestamp(($3::bigint + n * 3600000::bigint + u) / 1000.0) as at) t`;
