import { Icon } from "~/ui/icon";

/** What there is to know at first, beneath a list that has nothing in it; gone with the first task. */
export function Hints() {
  return (
    <ul className="hints" aria-label="How it goes">
      <li>
        <Icon name="add" />
        Write it on the line above; the Enter key adds it.
      </li>
      <li>
        <Icon name="done" />
        The circle before a task ticks it off, and takes the tick back.
      </li>
      <li>
        <Icon name="edit" />
        The pencil is for a task with more to say.
      </li>
    </ul>
  );
}
