import { href, Link } from "react-router";

import { principalContext } from "~/auth/guard.server";
import stylesheet from "~/insights/insights.css?url";
import { readInsights } from "~/insights/insights.server";
import { BalancePicture, DayPicture, WeekPicture } from "~/insights/pictures";
import { sentences } from "~/insights/sentences";
import { LIVE } from "~/tasks/live";
import { PageTitle } from "~/ui/page-title";
import type { Route } from "./+types/insights";

export const handle = LIVE;
export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export async function loader({ context }: Route.LoaderArgs) {
  return readInsights(context.get(principalContext), new Date().toISOString().slice(0, 10));
}

export default function InsightsPage({ loaderData: insights }: Route.ComponentProps) {
  return (
    <>
      <PageTitle>Insights</PageTitle>
      <h1>Insights</h1>
      {insights.done === 0 ? <Nothing /> : <Drawn insights={insights} />}
    </>
  );
}

function Nothing() {
  return (
    <div className="insight-words">
      <p>Here you will see what you have done, day by day and week by week, once the first task is completed.</p>
      <p>
        <Link to={href("/tasks")} className="link">
          Go to your tasks
        </Link>
      </p>
    </div>
  );
}

function Drawn({ insights }: { insights: Route.ComponentProps["loaderData"] }) {
  return (
    <div className="insights">
      <div className="insight-words">
        {sentences(insights).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p className="insight-zone">
          Days and weeks are those of UTC; a week begins on Monday. What lies in the Trash does not count.
        </p>
      </div>
      <DayPicture days={insights.days} />
      <WeekPicture weeks={insights.weeks} />
      <BalancePicture weeks={insights.weeks} />
    </div>
  );
}
