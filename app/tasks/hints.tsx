import { Icon } from "~/ui/icon";
import { useWords } from "~/words/words";

/** What there is to know at first, beneath a list that has nothing in it; gone with the first task. */
export function Hints() {
  const { hints } = useWords().tasks;
  return (
    <ul className="hints" aria-label={hints.heading}>
      <li>
        <Icon name="add" />
        {hints.add}
      </li>
      <li>
        <Icon name="done" />
        {hints.tick}
      </li>
      <li>
        <Icon name="edit" />
        {hints.edit}
      </li>
    </ul>
  );
}
