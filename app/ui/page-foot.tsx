import { href, Link } from "react-router";

import { useWords } from "~/words/words";

/** What strangers may want besides: at the foot of their pages. */
export function PageFoot() {
  const { preferences, more, api } = useWords();
  return (
    <nav className="page-foot" aria-label={more}>
      <Link to={href("/preferences")}>{preferences}</Link>
      <Link to={href("/docs/api")}>{api}</Link>
    </nav>
  );
}
