import { type ChangeEvent, type ReactNode, useState } from "react";
import { Link } from "react-router";

import { PostForm } from "~/ui/post-form";
import { counted } from "~/words/say";
import { useWords } from "~/words/words";

/** A line to tick. */
interface SelectLine {
  id: string;
  title: string;
  completed: boolean;
}

interface Props {
  tasks: SelectLine[];
  /** The address of this list, and how many tasks it holds on all its pages. */
  here: string;
  count: number;
  /** The buttons: what can be done with what is ticked. */
  children: ReactNode;
}

/** A list to tick several tasks in, or all there are, and what can be done with them at once. */
export function SelectList({ tasks, here, count, children }: Props) {
  const { locale, tasks: words } = useWords();
  const { select } = words;
  const [ticked, setTicked] = useState(0);

  function onChange({ target, currentTarget: form }: ChangeEvent<HTMLFormElement>) {
    const all = form.elements.namedItem("all") as HTMLInputElement;
    const rows = [...form.querySelectorAll<HTMLInputElement>('input[name="task"]')];
    if ((target as EventTarget) === all) for (const row of rows) row.checked = all.checked;
    else if (!(target as unknown as HTMLInputElement).checked) all.checked = false;
    setTicked(all.checked ? count : rows.filter((row) => row.checked).length);
  }

  return (
    <PostForm action={here} onChange={onChange} preventScrollReset>
      <div className="select-bar">
        <label className="select-all">
          <input type="checkbox" id="all" name="all" value="true" />
          {counted(locale, count > tasks.length ? select.everyPage : select.all, count)}
        </label>
        <p aria-live="polite" className="select-count">
          {ticked > 0 && counted(locale, select.ticked, ticked)}
        </p>
        <div className="select-acts">{children}</div>
      </div>
      <ul aria-label={words.headings.all}>
        {tasks.map(({ id, title, completed }) => (
          <li key={id} className="row" data-done={completed ? "" : undefined}>
            <label className="select-row">
              <input type="checkbox" name="task" value={id} />
              <span className="row-title" dir="auto">
                <span className="strike">{title}</span>
              </span>
              {completed && <span className="sr-only">{select.done}</span>}
            </label>
          </li>
        ))}
      </ul>
    </PostForm>
  );
}

/** Into selecting, at the same place of the same list, and out of it. */
export function SelectLink({ here, selecting }: { here: string; selecting: boolean }) {
  const { act, stop } = useWords().tasks.select;
  const [path = "", search] = here.split("?");
  const query = new URLSearchParams(search);
  if (selecting) query.delete("select");
  else query.set("select", "true");
  return (
    <Link
      to={query.size > 0 ? `${path}?${query}` : path}
      preventScrollReset
      className={selecting ? "button button-plain" : "button button-quiet"}
    >
      {selecting ? stop : act}
    </Link>
  );
}
