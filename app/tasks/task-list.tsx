import { type FormEvent, type MouseEvent, type ReactNode, startTransition, useEffect, useRef, useState } from "react";
import { useFetcher, useNavigate, useSubmit } from "react-router";
import { oncePainted } from "~/ui/once-painted";
import { rehearseTouch } from "~/ui/rehearse-touch";
import { whenIdle } from "~/ui/when-idle";
import { useWords } from "~/words/words";
import { fetcherKey, useChanges } from "./changes";
import { DeleteDialog } from "./delete-dialog";
import { useFocusKept } from "./focus";
import type { TaskLine } from "./task-line";
import { TaskRow } from "./task-row";
import type { TitleEditor } from "./title-editor";

interface Props {
  tasks: TaskLine[];
  /** The present one, which dates leave out. */
  year: number;
  /** The page to come back to. */
  returnTo: string;
  /** What stands here when nothing else does. */
  children: ReactNode;
}

const NONE: ReadonlySet<string> = new Set();
const UNPRESSED: ReadonlyMap<string, boolean> = new Map();
const UNEDITED: ReadonlyMap<string, number> = new Map();

/** The tasks as one form: a tick is a submit button of its row, with or without scripts. */
export function TaskList({ tasks, year, returnTo, children }: Props) {
  const { tasks: words } = useWords();
  const submit = useSubmit();
  const navigate = useNavigate();
  const changes = useChanges();
  const [pressed, setPressed] = useState(UNPRESSED);
  const [tried, setTried] = useState(NONE);
  const [asked, ask] = useState<TaskLine>();
  const [edited, setEdited] = useState(UNEDITED);
  const [Editor, takeEditor] = useState<typeof TitleEditor>();
  const list = useRef<HTMLFormElement>(null);
  const shown = tasks.filter((task) => !changes.get(task.id)?.deleted);
  useFocusKept(list, shown);

  // It comes after the page.
  const load = () => import("./title-editor").then((module) => takeEditor(() => module.TitleEditor));
  const prepare = () => {
    load().catch(() => {});
    rehearseTouch();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once.
  useEffect(() => whenIdle(prepare), []);

  function change(taskId: string, action: string, fields: Record<string, string>) {
    setTried((before) => (before.has(taskId) ? before : new Set(before).add(taskId)));
    submit({ ...fields, stay: "true" }, { method: "post", action, navigate: false, fetcherKey: fetcherKey(taskId) });
  }

  /** Shown first: the router, which shows it from then on, has more to do about it than fits before the next frame. */
  function tick(taskId: string, action: string, completed: boolean) {
    setPressed((before) => new Map(before).set(taskId, completed));
    oncePainted(() => {
      change(taskId, action, { completed: String(completed) });
      // In one transition with the router's: the tick does not go back in between.
      startTransition(() =>
        setPressed((now) => (now.get(taskId) === completed ? new Map([...now].filter(([id]) => id !== taskId)) : now)),
      );
    });
  }

  function edit(taskId: string, page: string) {
    if (!Editor) load().catch(() => navigate(page));
    setEdited((before) => new Map(before).set(taskId, (before.get(taskId) ?? 0) + 1));
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    const button = (event.nativeEvent as SubmitEvent).submitter;
    const taskId = rowOf(button)?.dataset.task;
    const action = button?.getAttribute("formaction");
    if (!(button instanceof HTMLButtonElement) || !taskId || !action) return;
    event.preventDefault();
    tick(taskId, action, button.value === "true");
  }

  function onClick(event: MouseEvent<HTMLFormElement>) {
    const link = (event.target as Element).closest("a");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const task = tasks.find(({ id }) => id === rowOf(link)?.dataset.task);
    link.closest("details")?.removeAttribute("open");
    if (link.dataset.ask !== undefined && task) ask(task);
    else if (link.dataset.edit !== undefined && task) edit(task.id, link.pathname);
    else navigate(link.pathname + link.search);
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click, and links are all it listens for. */}
      <form ref={list} method="post" onSubmit={onSubmit} onClick={onClick}>
        <input type="hidden" name="returnTo" value={returnTo} />
        {shown.length > 0 && (
          <ul aria-label={words.headings.all}>
            {shown.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                completed={pressed.get(task.id) ?? changes.get(task.id)?.completed ?? task.completed}
                tried={tried.has(task.id)}
                editor={
                  Editor && edited.has(task.id) ? <Editor task={task} asked={edited.get(task.id) ?? 0} /> : undefined
                }
                year={year}
                back={returnTo === "/tasks" ? "" : `?${new URLSearchParams({ returnTo })}`}
              />
            ))}
          </ul>
        )}
      </form>
      {shown.length === 0 && children}
      {[...tried].map((taskId) => (
        <KeepAnswer key={taskId} taskId={taskId} />
      ))}
      <DeleteDialog
        title={asked?.title}
        onKeep={() => ask(undefined)}
        onDelete={() => {
          if (asked) change(asked.id, `/tasks/${asked.id}/delete`, {});
          ask(undefined);
        }}
      />
    </>
  );
}

/** A row that is being deleted is gone meanwhile; with nobody left to read it, React Router would drop the answer. */
function KeepAnswer({ taskId }: { taskId: string }) {
  useFetcher({ key: fetcherKey(taskId) });
  return null;
}

const rowOf = (element: Element | null) => element?.closest<HTMLElement>("[data-task]");
