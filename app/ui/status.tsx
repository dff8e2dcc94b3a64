import { type FormEvent, useEffect, useRef, useState } from "react";
import { useFetcher, useLocation } from "react-router";
import { useWords } from "~/words/words";
import { focusHeading } from "./arrival";

interface Props {
  text?: string | undefined;
  /** When it was said: the same words said again are news to a screen reader only as new words. */
  at: number;
  /** The change that can be undone from here. */
  undo?: string | null;
}

/**
 * Says what has just been done, until the next step. The region stands from the start, or nobody would hear what comes
 * into it.
 */
export function Status({ text, at, undo }: Props) {
  const { key } = useLocation();
  const [last, keep] = useState({ text, at, undo, key });
  if (text && at !== last.at) keep({ text, at, undo, key });
  // The page may be read anew in between, and is told only once.
  const said = text ? { text, at, undo } : last.key === key ? last : undefined;
  const brief = said?.text && said.text.length < 40 && !said.undo;
  return (
    <div role="status" className="toasts">
      {said?.text && (
        <div key={said.at} className={brief ? "toast toast-brief" : "toast"}>
          {said.text} {said.undo && <Undo change={said.undo} />}
        </div>
      )}
    </div>
  );
}

const ROW = "[data-task]";
const idsOfRows = () => new Set([...document.querySelectorAll<HTMLElement>(ROW)].map((row) => row.dataset.task));

/** Gives the focus to the row that was not there before, else to where the page begins. */
function focusOther(before: ReturnType<typeof idsOfRows>): void {
  if (document.activeElement !== document.body) return;
  const row = [...document.querySelectorAll<HTMLElement>(ROW)].find(({ dataset }) => !before.has(dataset.task));
  const place = row?.querySelector<HTMLElement>(".row-link, .row-act");
  if (place) place.focus();
  else focusHeading();
}

function Undo({ change }: { change: string }) {
  const { undo, undoFailed } = useWords().tasks;
  const { pathname, search } = useLocation();
  const fetcher = useFetcher<{ failed: true } | null>({ key: `undo:${change}` });
  const before = useRef<ReturnType<typeof idsOfRows>>(undefined);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (fetcher.state !== "idle") return;
    before.current = idsOfRows();
    fetcher.submit({ change, stay: "true" }, { method: "post", action: "/undo" });
  }

  // The button goes with its message; whoever pressed it must not be left nowhere.
  useEffect(
    () => () => {
      const rows = before.current;
      if (rows) requestAnimationFrame(() => focusOther(rows));
    },
    [],
  );

  return (
    <fetcher.Form method="post" action="/undo" onSubmit={onSubmit}>
      {fetcher.data?.failed && fetcher.state === "idle" && `${undoFailed} `}
      <input type="hidden" name="change" value={change} />
      <input type="hidden" name="returnTo" value={pathname + search} />
      <button type="submit" className="toast-act" data-undo="">
        {undo}
      </button>
    </fetcher.Form>
  );
}
