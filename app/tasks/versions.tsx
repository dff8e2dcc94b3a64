import type { ReactNode } from "react";

import type { Task } from "./task";

type Version = Pick<Task, "title" | "description" | "completed">;

/** What stands on the server beside what was typed here, field by field. */
export function Versions({ theirs, mine }: { theirs: Version; mine: Version }) {
  return (
    <table className="versions">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">Field</span>
          </th>
          <th scope="col">Saved meanwhile</th>
          <th scope="col">Yours, not saved</th>
        </tr>
      </thead>
      <tbody>
        <Compared name="Title" theirs={theirs.title} mine={mine.title} />
        <Compared name="Description" theirs={theirs.description ?? ""} mine={mine.description ?? ""} />
        <Compared name="State" theirs={stateOf(theirs)} mine={stateOf(mine)} />
      </tbody>
    </table>
  );
}

function Compared({ name, theirs, mine }: { name: string; theirs: string; mine: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {theirs === mine.replaceAll("\r\n", "\n") ? (
        <td colSpan={2} className="same">
          The same in both
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

const stateOf = ({ completed }: Version) => (completed ? "Done" : "Pending");
const orNone = (text: string): ReactNode => text || <span className="same">None</span>;
