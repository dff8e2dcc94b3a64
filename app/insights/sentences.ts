import { counted, say } from "~/words/say";
import type { Words } from "~/words/words";
import type { Insights } from "./insights";

/** What the pictures show, in words. */
export function sentences({ weeks, streaks, pending, done }: Insights, words: Words["insights"], locale: string) {
  const [before, now] = weeks.slice(-2).map((week) => week.done) as [number, number];
  const more = now - before;
  const compared = more === 0 ? words.asMany : counted(locale, more > 0 ? words.more : words.fewer, Math.abs(more));
  const longest = counted(locale, words.days, streaks.longest);
  return [
    now === 0
      ? say(words.noneYet, { tasks: counted(locale, words.tasks, before) })
      : say(words.thisWeek, { tasks: counted(locale, words.tasks, now), compared }),
    streaks.current > 0
      ? say(words.run, { lasting: counted(locale, words.lasting, streaks.current), longest })
      : say(words.noRun, { longest }),
    say(words.balance, {
      done: counted(locale, words.done, done),
      pending: counted(locale, words.pending, pending),
    }),
  ];
}
