import { Form, Link, Outlet, useLocation } from "react-router";

import { countTasks, visitor } from "../data.server.js";
import { Icon } from "../icon.jsx";

export async function loader({ request }) {
  const user = await visitor(request);
  return { name: user, counts: await countTasks(user) };
}

const PARTS = [
  { status: "all", label: "All", to: "/tasks" },
  { status: "pending", label: "Pending", to: "/tasks?status=pending" },
  { status: "done", label: "Done", to: "/tasks?status=done" },
];

export default function SignedIn({ loaderData: { name, counts } }) {
  const { search } = useLocation();
  const current = new URLSearchParams(search).get("status") ?? "all";
  return (
    <div className="desk">
      <header className="side">
        <Link to="/tasks" className="wordmark">
          <Icon />
          Clearlist
        </Link>
        <nav className="rail" aria-label="Filter">
          {PARTS.map(({ status, label, to }) => (
            <Link key={status} to={to} className="rail-link" aria-current={current === status ? "page" : undefined}>
              <Icon />
              <span className="rail-words">
                {label}{" "}
                <span className="count">{status === "all" ? counts.pending + counts.done : counts[status]}</span>
              </span>
            </Link>
          ))}
        </nav>
        <Form method="post" action="/logout" className="account">
          <bdi className="account-name">{name}</bdi>
          <Link to="/settings" className="button button-quiet">
            Settings
          </Link>
          <button type="submit" className="button button-quiet">
            Sign out
          </button>
        </Form>
      </header>
      <main id="main" className="column">
        <Outlet />
      </main>
    </div>
  );
}
