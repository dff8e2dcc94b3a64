import { type SQL, sql } from "drizzle-orm";

import { me, oneAsUser, type Principal } from "~/db/identity.server";
import { taskCounts, tasks } from "~/db/schema.server";
import { statement } from "~/db/statement.server";
import { firstDay, type Insights, insightsOf, type Told } from "./insights";

/** What somebody has done, day by day and week by week, as of `today` (a date in UTC). What lies in the Trash does not count. */
export async function readInsights(principal: Principal, today: string): Promise<Insights> {
  const { told } = await oneAsUser(principal, insightsStatement, { today, first: firstDay(today) });
  return insightsOf(JSON.parse(told) as Told, today);
}

const today = sql`${sql.placeholder("today")}::text::date`;
const first = sql`${sql.placeholder("first")}::text::date`;
const midnight = (day: SQL) => sql`(${day})::timestamp at time zone 'UTC'`;
const mine = sql`from ${tasks} where ${tasks.userId} = me.user_id and ${tasks.deletedAt} is null`;
const dayOf = (column: SQL) => sql`(${column} at time zone 'UTC')::date`;
const done = sql`${tasks.completedAt} is not null`;

/**
 * One row of a bounded size, whatever somebody has done. The days on which they did anything are found by stepping along
 * the index from day to day, so that a day with a thousand tasks costs as much as one with a single task.
 */
export const insightsStatement = statement<{ told: string }>(sql`
  select json_build_object(
    'done', (
      select coalesce(json_object_agg(d.day, d.count), '{}') from (
        select ${dayOf(sql`${tasks.completedAt}`)} as day, count(*) as count
        ${mine} and ${done} and ${tasks.completedAt} >= ${midnight(first)} group by 1
      ) d
    ),
    'created', (
      select coalesce(json_object_agg(c.day, c.count), '{}') from (
        select ${dayOf(sql`${tasks.createdAt}`)} as day, count(*) as count
        ${mine} and ${tasks.createdAt} >= ${midnight(first)} group by 1
      ) c
    ),
    'counts', (
      select json_build_object('pending', ${taskCounts.pending}, 'done', ${taskCounts.done})
      from ${taskCounts} where ${taskCounts.userId} = me.user_id
    ),
    'streaks', (
      with recursive active as (
        select (
          select ${dayOf(sql`${tasks.completedAt}`)} ${mine} and ${done} order by ${tasks.completedAt} desc limit 1
        ) as day
        union all
        select (
          select ${dayOf(sql`${tasks.completedAt}`)}
          ${mine} and ${done} and ${tasks.completedAt} < ${midnight(sql`active.day`)}
          order by ${tasks.completedAt} desc limit 1
        ) from active where active.day is not null
      ), runs as (
        select count(*) as length, max(r.day) as last from (
          select day, day + row_number() over (order by day desc)::int as run from active where day is not null
        ) r group by r.run
      )
      select json_build_object(
        'longest', coalesce(max(length), 0), 'current', coalesce(max(length) filter (where last >= ${today} - 1), 0)
      ) from runs
    )
  )::text as told
  from ${me}`);
