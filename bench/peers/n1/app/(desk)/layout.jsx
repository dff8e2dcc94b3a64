import Link from "next/link";

import { countTasks } from "../../lib/tasks.js";
import { Icon } from "./drawing.jsx";
import { Rail } from "./rail.jsx";
import { visitor } from "./visitor.js";

export default async function Desk({ children }) {
  const user = await visitor();
  const { pending, done } = await countTasks(user);
  return (
    <div className="desk">
      <header className="side">
        <Link href="/tasks" className="wordmark">
          <Icon />
          Clearlist
        </Link>
        <Rail counts={{ pending, done }} />
        <form method="post" action="/logout" className="account">
          <bdi className="account-name">{user}</bdi>
          <Link href="/settings" className="button button-quiet">
            Settings
          </Link>
          <button type="submit" className="button button-quiet">
            Sign out
          </button>
        </form>
      </header>
      <main id="main" className="column">
        {children}
      </main>
    </div>
  );
}
