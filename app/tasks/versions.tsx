import type { ReactNode } from "react";
import { useWords } from "~/words/words";
import type { Task } from "./task";

type Version = Pick<Task, "title" | "description" | "completed">;

/** What stands on the server beside what was typed here, field by field. */
export function Versions({ theirs, mine }: { theirs: Version; mine: Version }) {
  const { tasks: words } = useWords();
  const { conflict } = words;
  const stateOf = ({ completed }: Version) => (completed ? words.done : words.pending);
  return (
    <table className="versions">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{conflict.field}</span>
          </th>
          <th scope="col">{conflict.theirs}</th>
          <th scope="col">{conflict.mine}</th>
        </tr>
      </thead>
      <tbody>
        <Compared name={words.title} theirs={theirs.title} mine={mine.title} />
        <Compared name={words.description} theirs={theirs.description ?? ""} mine={mine.description ?? ""} />
        <Compared name={conflict.state} theirs={stateOf(theirs)} mine={stateOf(mine)} />
      </tbody>
    </table>
  );
}

function Compared({ name, theirs, mine }: { name: string; theirs: string; mine: string }) {
  const { same, none } = useWords().tasks.conflict;
  const orNone = (text: string): ReactNode => text || <span className="same">{none}</span>;
  return (
    <tr>
      <th scope="row">{name}</th>
      {theirs === mine.replaceAll("\r\n", "\n") ? (
        <td colSpan={2} className="same">
          {same}
        </td>
      ) : (
        <>
          <td dir="auto">{orNone(theirs)}</td>
          <td dir="auto">{orNone(mine)}</td>
        </>
      )}
    </tr>
  );
}
