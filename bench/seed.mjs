// People and tasks in the product's own tables, all at once.
import postgres from "postgres";

/** Each an hour and a millisecond from the next, so that no two tasks of anybody are of one time. */
const BEGAN = Date.UTC(2026, 0, 1);

/** The id of somebody's n-th task: by time, as the product makes them. */
export function taskId(user, n) {
  const time = (BEGAN + n * 3_600_000 + user).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${user.toString(16).padStart(12, "0")}`;
}

/** Adds the people from `first` to `last`, each with a session and `tasks` tasks; `tell` says what goes on. */
export async function seed(url, { first = 1, last, tasks }) {
  await asOwner(url, async (sql) => {
    // Neither triggers nor foreign keys for each row: the counts are laid out below.
    await sql.unsafe("set session_replication_role = replica");
    await sql.unsafe(
      `insert into "user" (id, name, email, email_verified)
       select 'user-' || u, 'Person ' || u, 'person-' || u || '@example.com', true from generate_series($1::int, $2::int) u`,
      [first, last],
    );
    await sql.unsafe(
      `insert into session (id, user_id, token, expires_at)
       select 'session-' || u, 'user-' || u, 'token-' || u, now() + interval '7 days' from generate_series($1::int, $2::int) u`,
      [first, last],
    );
    await sql.unsafe(TASKS, [first, last, tasks, BEGAN]);
    await sql.unsafe(
      `insert into task_counts (user_id, pending, done)
       select 'user-' || u, $3::int - $3::int / 3, $3::int / 3 from generate_series($1::int, $2::int) u`,
      [first, last, tasks],
    );
    await sql.unsafe("vacuum (analyze) tasks");
    await sql.unsafe("analyze");
    await sql.unsafe("checkpoint");
  });
}

/** One connection of the superuser. */
async function asOwner(url, work) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

// In the order of time, as it would have come about: the rows of one person lie far from each other.
const TASKS = `
  insert into tasks (id, user_id, title, description, completed, completed_at, created_at, updated_at, words)
  select (left(ms, 8) || '-' || right(ms, 4) || '-7000-8000-' || lpad(to_hex(u), 12, '0'))::uuid, 'user-' || u,
    'Task ' || n || ' of user ' || u,
    'Some description of task number ' || n || ', with a "quote" and enough words to look like a real one.',
    n % 3 = 0, case when n % 3 = 0 then at + interval '30 minutes' end, at, at,
    array_to_tsvector(string_to_array('task of user some description number with a quote and enough words to look like real one'
      || case when n = u then ' ' || n else ' ' || n || ' ' || u end, ' '))
  from generate_series(1, $3::int) n, generate_series($1::int, $2::int) u,
    lateral (select lpad(to_hex($4::bigint + n * 3600000::bigint + u), 12, '0') as ms,
      to_timestamp(($4::bigint + n * 3600000::bigint + u) / 1000.0) as at) t
  order by n, u`;
