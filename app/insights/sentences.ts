import type { Insights } from "./insights";

const tasks = (n: number) => (n === 1 ? "1 task" : `${n} tasks`);
const days = (n: number) => (n === 1 ? "1 day" : `${n} days`);

/** What the pictures show, in words. */
export function sentences({ weeks, streaks, pending, done }: Insights): string[] {
  const [before, now] = weeks.slice(-2).map((week) => week.done) as [number, number];
  const more = now - before;
  const compared =
    more === 0 ? "as many as last week" : `${Math.abs(more)} ${more > 0 ? "more" : "fewer"} than in all of last week`;
  return [
    now === 0
      ? `Nothing is completed yet this week; last week it was ${tasks(before)}.`
      : `You completed ${tasks(now)} this week, ${compared}.`,
    streaks.current > 0
      ? `There is something done on each of the last ${days(streaks.current)}; the longest such run was ${days(streaks.longest)}.`
      : `The longest run of days with something done was ${days(streaks.longest)}. A new one begins with the next tick.`,
    `Of all that is written down, ${done} ${done === 1 ? "is" : "are"} done and ${pending} ${pending === 1 ? "is" : "are"} pending.`,
  ];
}
