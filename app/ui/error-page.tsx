import { type ReactNode, useEffect } from "react";
import { Link, useLocation } from "react-router";
import { Rich } from "~/words/rich";
import { useWords } from "~/words/words";
import { focusHeading } from "./arrival";
import { PageTitle } from "./page-title";
import { Wordmark } from "./wordmark";

interface Props {
  status: number;
  requestId?: string;
  /** What a form held that was not dealt with: name and value of each field. */
  unsent?: [string, string][] | null;
}

/** The address that the browser loaded. A location's key would not do: it differs between the server and the browser. */
const FIRST = typeof window === "undefined" ? undefined : window.location.pathname + window.location.search;

/** What happened, what to do, and by which id the log knows it. */
export function ErrorPage({ status, requestId, unsent }: Props) {
  const { errors } = useWords();
  const { pathname, search } = useLocation();
  const arrived = FIRST !== undefined && FIRST !== pathname + search;
  useEffect(() => {
    if (arrived) focusHeading();
  }, [arrived]);

  const kind =
    status === 404 || status === 405 ? "missing" : status === 503 ? "away" : status < 500 ? "refused" : "broken";
  const { heading, text } = errors[kind];
  const retry = kind === "away" || kind === "broken";
  return (
    <div className="card-page">
      <PageTitle>{heading}</PageTitle>
      <header>
        <Wordmark />
      </header>
      <main id="main" className="grid max-w-md justify-items-center gap-4 text-center">
        {DRAWINGS[kind]}
        <h1>{heading}</h1>
        <p className="text-ink-soft">{text}</p>
        {unsent && (
          <form method="post" action={pathname + search} className="grid justify-items-center gap-3">
            <p className="text-ink-soft">{errors.unsent}</p>
            {unsent.map(([name, value], at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields may repeat, and they never move.
              <textarea key={at} hidden readOnly name={name} value={value} />
            ))}
            <button type="submit" className="button button-main">
              {errors.sendAgain}
            </button>
          </form>
        )}
        <p className="flex flex-wrap justify-center gap-3">
          {retry && !unsent && (
            <a href={pathname + search} className="button button-main">
              {errors.tryAgain}
            </a>
          )}
          <Link to="/" reloadDocument={retry} className={retry ? "button button-plain" : "button button-main"}>
            {errors.toStart}
          </Link>
        </p>
        {/* After a move inside the browser the id at hand is that of an earlier page. */}
        {requestId && !arrived && status >= 500 && (
          <p className="text-meta text-ink-faint">
            <Rich text={errors.request} id={<code className="block font-mono">{requestId}</code>} />
          </p>
        )}
      </main>
    </div>
  );
}

const sheet = <path d="M20 8h32l12 12v52H20zM52 8v12h12" />;
const drawing = (lines: ReactNode) => (
  <svg
    viewBox="0 0 84 84"
    aria-hidden="true"
    className="size-28 fill-none stroke-edge stroke-[1.5] [stroke-linecap:round] [stroke-linejoin:round]"
  >
    {sheet}
    {lines}
  </svg>
);
const DRAWINGS = {
  missing: drawing(<path className="stroke-accent stroke-2" d="M34 34a8 8 0 1 1 10 8c-2 .6-3 2-3 5M41 55v.5" />),
  away: drawing(<path className="stroke-accent stroke-2" d="M30 40h6M48 40h6M36 40c0-5 12-5 12 0M30 52h24" />),
  refused: drawing(<path className="stroke-accent stroke-2" d="M32 36h20M32 46h12M50 52l8 8M58 52l-8 8" />),
  broken: drawing(<path className="stroke-accent stroke-2" d="M28 44l8-6 6 10 6-12 8 8" />),
};
