/** How far back the pictures go. */
const WEEKS = 12;
const DAYS = WEEKS * 7;
const DAY_MS = 86_400_000;

/** What the database tells: how many tasks by day, and how it stands now. */
export interface Told {
  done: Record<string, number>;
  created: Record<string, number>;
  counts: { pending: number; done: number } | null;
  streaks: { current: number; longest: number };
}

/** A day, or the Monday of a week, as `2026-11-21`. */
export interface Day {
  date: string;
  done: number;
}

export interface Week {
  /** Its Monday. */
  date: string;
  done: number;
  /** How it stood at the week's end; now, in the present week. */
  pending: number;
  doneAtAll: number;
}

/** What somebody has done, the longest ago first. The present week is the last, and its days that are to come are not there. */
export interface Insights {
  today: string;
  days: Day[];
  weeks: Week[];
  /** Days in a row with something done, up to today or yesterday; and the most that there ever were. */
  streaks: { current: number; longest: number };
  pending: number;
  done: number;
}

/** The days and weeks of what the database has told. */
export function insightsOf({ done, created, counts, streaks }: Told, today: string): Insights {
  const first = firstDay(today);
  const dates = Array.from({ length: DAYS }, (_, n) => later(first, n)).filter((date) => date <= today);
  const days = dates.map((date) => ({ date, done: done[date] ?? 0 }));

  // From how it stands now back to how it stood then.
  let { pending, done: doneAtAll } = counts ?? { pending: 0, done: 0 };
  const weeks: Week[] = [];
  for (let week = WEEKS - 1; week >= 0; week--) {
    const of = dates.slice(week * 7, week * 7 + 7);
    const doneThen = sum(of, done);
    weeks.unshift({ date: of[0]!, done: doneThen, pending, doneAtAll });
    doneAtAll -= doneThen;
    pending -= sum(of, created) - doneThen;
  }
  return { today, days, weeks, streaks, pending: counts?.pending ?? 0, done: counts?.done ?? 0 };
}

/** The Monday with which the twelve weeks begin, of which the present one is the last. */
export function firstDay(today: string): string {
  const monday = later(today, -((new Date(today).getUTCDay() + 6) % 7));
  return later(monday, 7 - DAYS);
}

const sum = (dates: string[], counts: Record<string, number>) =>
  dates.reduce((total, date) => total + (counts[date] ?? 0), 0);
const later = (date: string, days: number) => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
