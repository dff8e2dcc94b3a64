import { dateIn, weekdaysIn } from "~/words/dates";
import { numberIn, say } from "~/words/say";
import { useWords } from "~/words/words";
import type { Day, Week } from "./insights";
import { Picture } from "./picture";

const CELL = 40;
const LEFT = 40;
const TOP = 18;
const WIDTH = LEFT + 12 * CELL;
const most = (figures: number[]) => Math.max(1, ...figures);

// Browsers may know newer abbreviations of days and months: the server's stay.

/** A field for each day; the more was done, the larger the square in it. */
export function DayPicture({ days }: { days: Day[] }) {
  const { locale, words, shortDate, figure } = useFigures();
  const weekdays = weekdaysIn(locale);
  const top = most(days.map(({ done }) => done));
  const best = days.reduce((best, day) => (day.done > best.done ? day : best));
  const cell = CELL - 12;
  return (
    <Picture
      id="days"
      heading={words.byDay.heading}
      description={say(words.byDay.description, { n: figure(best.done), date: shortDate(best.date) })}
      width={WIDTH}
      height={TOP + 7 * cell + 4}
      columns={[words.day, words.completed]}
      rows={days
        .filter(({ done }) => done > 0)
        .reverse()
        .map(({ date, done }) => ({ date, cells: [shortDate(date), figure(done)] }))}
    >
      {[0, 2, 4, 6].map((n) => (
        <text key={n} suppressHydrationWarning className="insight-label" x={0} y={TOP + n * cell + cell / 2 + 4}>
          {weekdays[n]}
        </text>
      ))}
      {days.map(({ date, done }, n) => {
        const x = LEFT + Math.floor(n / 7) * CELL + CELL / 2;
        const y = TOP + (n % 7) * cell + cell / 2;
        // The area grows with what was done.
        const side = done === 0 ? 4 : 8 + (cell - 12) * Math.sqrt(done / top);
        return (
          <g key={date}>
            {n % 14 === 0 && (
              <text suppressHydrationWarning className="insight-label insight-middle" x={x} y={11}>
                {shortDate(date)}
              </text>
            )}
            <rect
              className={done === 0 ? "insight-none" : "insight-done"}
              x={x - side / 2}
              y={y - side / 2}
              width={side}
              height={side}
              rx={done === 0 ? 2 : 3}
            />
          </g>
        );
      })}
    </Picture>
  );
}

const BARS = 130;

/** A bar for each week, its figure above it. */
export function WeekPicture({ weeks }: { weeks: Week[] }) {
  const { words, shortDate, figure } = useFigures();
  const top = most(weeks.map(({ done }) => done));
  return (
    <Picture
      id="weeks"
      heading={words.byWeek.heading}
      description={say(words.byWeek.description, { figures: weeks.map(({ done }) => figure(done)).join(", ") })}
      width={WIDTH}
      height={TOP + BARS + 18}
      columns={[words.week, words.completed]}
      rows={[...weeks].reverse().map(({ date, done }) => ({ date, cells: [shortDate(date), figure(done)] }))}
    >
      {weeks.map(({ date, done }, n) => {
        const height = Math.max(2, (BARS * done) / top);
        const x = LEFT + n * CELL;
        return (
          <g key={date}>
            <text className="insight-figure insight-middle" x={x + CELL / 2} y={TOP + BARS - height - 5}>
              {figure(done)}
            </text>
            <rect
              className={done === 0 ? "insight-none" : "insight-done"}
              x={x + 6}
              y={TOP + BARS - height}
              width={CELL - 12}
              height={height}
              rx={2}
            />
            {n % 2 === 0 && (
              <text
                suppressHydrationWarning
                className="insight-label insight-middle"
                x={x + CELL / 2}
                y={TOP + BARS + 14}
              >
                {shortDate(date)}
              </text>
            )}
          </g>
        );
      })}
    </Picture>
  );
}

const LINES = 120;
const END = 120;

/** Two lines: what is done at all, drawn through, and what is pending, dashed. */
export function BalancePicture({ weeks }: { weeks: Week[] }) {
  const { words, shortDate, figure } = useFigures();
  const top = most(weeks.flatMap(({ pending, doneAtAll }) => [pending, doneAtAll]));
  const across = (WIDTH - LEFT - END) / (weeks.length - 1);
  const up = (n: number) => TOP + LINES - (LINES * n) / top;
  const line = (of: (week: Week) => number) =>
    weeks.map((week, n) => `${LEFT + n * across},${up(of(week)).toFixed(1)}`).join(" ");
  const [before, now] = [weeks[0]!, weeks.at(-1)!];
  // The names of two lines that end side by side stand apart.
  const [doneAt, pendingAt] = apart(up(now.doneAtAll), up(now.pending));
  return (
    <Picture
      id="balance"
      heading={words.balance.heading}
      description={say(words.balance.description, {
        pendingThen: figure(before.pending),
        pending: figure(now.pending),
        doneThen: figure(before.doneAtAll),
        done: figure(now.doneAtAll),
      })}
      width={WIDTH}
      height={TOP + LINES + 22}
      columns={[words.week, words.balance.pending, words.balance.done]}
      rows={[...weeks].reverse().map(({ date, pending, doneAtAll }) => ({
        date,
        cells: [shortDate(date), figure(pending), figure(doneAtAll)],
      }))}
    >
      <path className="insight-ground" d={`M${LEFT} ${TOP + LINES}H${WIDTH - END}`} />
      <polyline className="insight-line" points={line((week) => week.doneAtAll)} />
      <polyline className="insight-line insight-dashed" points={line((week) => week.pending)} />
      <text className="insight-figure" x={WIDTH - END + 6} y={doneAt + 4}>
        {say(words.balance.donePoint, { n: figure(now.doneAtAll) })}
      </text>
      <text className="insight-label" x={WIDTH - END + 6} y={pendingAt + 4}>
        {say(words.balance.pendingPoint, { n: figure(now.pending) })}
      </text>
      {weeks.map(
        ({ date }, n) =>
          n % 2 === 0 && (
            <text
              key={date}
              suppressHydrationWarning
              className="insight-label insight-middle"
              x={LEFT + n * across}
              y={TOP + LINES + 16}
            >
              {shortDate(date)}
            </text>
          ),
      )}
    </Picture>
  );
}

/** The words of the pictures, and how days and figures are written in their language. */
function useFigures() {
  const { locale } = useWords();
  const words = useWords("insights");
  return {
    locale,
    words,
    shortDate: (date: string) => dateIn(locale, date),
    figure: (n: number) => numberIn(locale, n),
  };
}

function apart(one: number, other: number): [number, number] {
  const gap = 16 - Math.abs(one - other);
  if (gap <= 0) return [one, other];
  return one <= other ? [one - gap, other] : [one, other - gap];
}
