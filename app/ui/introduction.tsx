import { useLocation, useRouteLoaderData } from "react-router";

import { useWords } from "~/words/words";

interface Props {
  title: string;
  description: string;
}

/** How a page that everybody may see introduces itself: to a search engine, and where a link to it is shared. */
export function Introduction({ title, description }: Props) {
  const { card } = useWords();
  const { pathname } = useLocation();
  const origin = (useRouteLoaderData("root") as { origin?: string } | undefined)?.origin ?? "";
  return (
    <>
      <meta name="description" content={description} />
      <link rel="canonical" href={origin + pathname} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Clearlist" />
      <meta property="og:url" content={origin + pathname} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:image" content={`${origin}/card.png`} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content={card} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}
