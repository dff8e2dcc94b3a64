import { counted, numberIn, say } from "~/words/say";
import type { Words } from "~/words/words";
import type { Insights } from "./insights";

/** What the pictures show, in words. */
export function sentences(words: Words["insights"], locale: string, insights: Insights): string[] {
  const { weeks, streaks, pending, done } = insights;
  const [before, now] = weeks.slice(-2).map((week) => week.done) as [number, number];
  const tasks = (n: number) => counted(locale, words.tasks, n);
  const days = (n: number) => counted(locale, words.days, n);
  const more = now - before;
  const compared =
    more === 0 ? words.asMany : say(more > 0 ? words.more : words.fewer, { n: numberIn(locale, Math.abs(more)) });
  return [
    now === 0 ? say(words.none, { tasks: tasks(before) }) : say(words.some, { tasks: tasks(now), compared }),
    streaks.current > 0
      ? say(words.run, { current: days(streaks.current), longest: days(streaks.longest) })
      : say(words.noRun, { longest: days(streaks.longest) }),
    say(words.ofAll, {
      done: counted(locale, words.areDone, done),
      pending: counted(locale, words.arePending, pending),
    }),
  ];
}
