import { href, Link } from "react-router";

import { principalContext } from "~/auth/guard.server";
import stylesheet from "~/insights/insights.css?url";
import { readInsights } from "~/insights/insights.server";
import { BalancePicture, DayPicture, WeekPicture } from "~/insights/pictures";
import { sentences } from "~/insights/sentences";
import { LIVE } from "~/tasks/live";
import { PageTitle } from "~/ui/page-title";
import { useWords } from "~/words/words";
import type { Route } from "./+types/insights";

export const handle = LIVE;
export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export async function loader({ context }: Route.LoaderArgs) {
  return readInsights(context.get(principalContext), new Date().toISOString().slice(0, 10));
}

export default function InsightsPage({ loaderData: insights }: Route.ComponentProps) {
  const heading = useWords().tasks.insights;
  return (
    <>
      <PageTitle>{heading}</PageTitle>
      <h1>{heading}</h1>
      {insights.done === 0 ? <Nothing /> : <Drawn insights={insights} />}
    </>
  );
}

function Nothing() {
  const words = useWords("insights");
  return (
    <div className="insight-words">
      <p>{words.nothing}</p>
      <p>
        <Link to={href("/tasks")} className="link">
          {words.act}
        </Link>
      </p>
    </div>
  );
}

function Drawn({ insights }: { insights: Route.ComponentProps["loaderData"] }) {
  const { locale } = useWords();
  const words = useWords("insights");
  return (
    <div className="insights">
      <div className="insight-words">
        {sentences(words, locale, insights).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p className="insight-zone">{words.zone}</p>
      </div>
      <DayPicture days={insights.days} />
      <WeekPicture weeks={insights.weeks} />
      <BalancePicture weeks={insights.weeks} />
    </div>
  );
}
