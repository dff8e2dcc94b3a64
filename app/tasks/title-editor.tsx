import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { href, useFetcher, useSubmit } from "react-router";

import { FieldError } from "~/ui/field";
import { isolated } from "~/words/isolated";
import { say } from "~/words/say";
import { useWords } from "~/words/words";
import { type Failed, titleKey } from "./changes";
import type { Task } from "./task";
import type { TaskLine } from "./task-line";

interface Props {
  task: TaskLine;
  /** Grows each time somebody asks to edit. */
  asked: number;
}

/** What the page of a task answers to a change that stays. */
type Answer = Failed | { errors?: Record<string, string>; current?: Task } | null;

/** A row's title, written anew where it stands. What was typed is saved, refused beside the field, or shown as a conflict. */
export function TitleEditor({ task, asked }: Props) {
  const { data, formData, state, submit: send } = useFetcher<Answer>({ key: titleKey(task.id) });
  const { unreached, tasks: words } = useWords();
  const submit = useSubmit();
  const path = href("/tasks/:taskId", { taskId: task.id });
  const [open, setOpen] = useState(true);
  const [error, setError] = useState<string>();
  // The title from which the typing started, and what was typed.
  const from = useRef({ title: task.title, version: task.version });
  const typed = useRef(task.title);
  const field = useRef<HTMLTextAreaElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const sent = formData?.get("title");
  const title = typeof sent === "string" ? sent : task.title;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for opens it, and nothing else.
  useLayoutEffect(() => {
    if (!open) begin();
    setOpen(true);
  }, [asked]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once more, it takes the focus once more.
  useLayoutEffect(() => {
    // What comes back refused takes no focus from whoever went on elsewhere.
    const elsewhere = document.activeElement?.matches("input, textarea, select");
    if (!open || (error && elsewhere)) return;
    field.current?.focus();
    field.current?.select();
  }, [open, asked]);

  // Somebody else's change of the title is a conflict; a tick, or another description, is none.
  if (open && task.title === from.current.title) from.current.version = task.version;

  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is dealt with once.
  useEffect(() => {
    if (!data || state !== "idle") return;
    if ("failed" in data) return reopen(unreached);
    if (data.errors) return reopen(data.errors.title ?? unreached);
    if (!data.current || data.current.title === typed.current) return;
    const { title, version: theirs } = data.current;
    // As it was when the typing started: only something else of the task has changed, and that stays.
    if (title === from.current.title) return save(theirs);
    // The task's page answers the same once more, with both versions side by side.
    const version = String(from.current.version);
    submit({ title: typed.current, version }, { method: "post", action: path, state: { focus: "[role=alert]" } });
  }, [data, state]);

  function begin() {
    from.current = { title: task.title, version: task.version };
    typed.current = task.title;
    setError(undefined);
  }

  function reopen(reason: string) {
    setError(reason);
    setOpen(true);
  }

  function save(version = from.current.version) {
    send({ title: typed.current, version: String(version), stay: "true" }, { method: "post", action: path });
  }

  function finish(keep: boolean) {
    if (!open) return;
    setOpen(false);
    setError(undefined);
    if (keep && typed.current.trim() !== from.current.title) save();
    else typed.current = from.current.title;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || !(event.key === "Enter" || event.key === "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    finish(event.key === "Enter");
    // The link stands there once this has been drawn.
    setTimeout(() => link.current?.focus());
  }

  if (!open)
    return (
      <a ref={link} href={path} className="row-link" dir="auto">
        <span className="strike">{title}</span>
      </a>
    );
  const name = `title-${task.id}`;
  return (
    <>
      <textarea
        ref={field}
        className="row-edit"
        aria-label={say(words.titleOf, { title: isolated(task.title) })}
        aria-invalid={error ? true : undefined}
        aria-describedby={error && `${name}-error`}
        rows={1}
        dir="auto"
        enterKeyHint="done"
        defaultValue={typed.current}
        onChange={(event) => {
          typed.current = event.target.value;
          setError(undefined);
        }}
        onKeyDown={onKeyDown}
        // What was refused stays until it is mended or left by Escape; an emptied field is left as it was.
        onBlur={() => error || finish(typed.current.trim() !== "")}
      />
      {error && (
        <div role="alert">
          <FieldError name={name}>{error}</FieldError>
        </div>
      )}
    </>
  );
}
