import { href, Link } from "react-router";

/** What strangers may want besides: at the foot of their pages. */
export function PageFoot() {
  return (
    <nav className="page-foot" aria-label="More">
      <Link to={href("/preferences")}>Preferences</Link>
      <Link to={href("/docs/api")}>The API</Link>
    </nav>
  );
}
