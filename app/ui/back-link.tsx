import { Link } from "react-router";

import { Icon } from "./icon";

/** The way up, from one thing to the list that it is in. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="back">
      <Icon name="back" className="icon size-4" />
      {children}
    </Link>
  );
}
