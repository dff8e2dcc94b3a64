import { useCallback, useEffect, useRef, useState } from "react";
import { href, Link } from "react-router";

import { useWords } from "~/words/words";
import { useConsent } from "./live";

interface Props {
  taskId: string;
  /** What the form was made from. */
  version: number;
  /** What stands in the form was typed and has been refused. */
  refused: boolean;
}

/** In a task's form: says that the task was changed elsewhere, where drawing the form anew would take words away. */
export function Elsewhere({ taskId, version, refused }: Props) {
  const { elsewhere } = useWords().tasks;
  const place = useRef<HTMLDivElement>(null);
  const unused = useRef(false);
  const [news, setNews] = useState<"changed" | "deleted">();

  const ask = useCallback(async () => {
    const current = await currentVersion(taskId);
    const kept = refused || inUse(place.current?.closest("form"));
    unused.current = !kept;
    setNews(
      current === "none" ? "deleted" : current !== undefined && current !== version && kept ? "changed" : undefined,
    );
    return typeof current === "number" && !kept;
  }, [taskId, version, refused]);
  useConsent(ask);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version has other words, which fields do not show by themselves.
  useEffect(() => {
    setNews(undefined);
    if (unused.current) place.current?.closest("form")?.reset();
    unused.current = false;
  }, [version]);

  return (
    <div ref={place} aria-live="polite">
      {news && (
        <p className="elsewhere">
          {news === "changed" ? (
            <>
              {elsewhere.changed}{" "}
              <Link to={href("/tasks/:taskId", { taskId })} reloadDocument data-instead="" className="link">
                {elsewhere.show}
              </Link>
            </>
          ) : (
            <>
              {elsewhere.deleted}{" "}
              <Link to={href("/trash")} className="link">
                {elsewhere.trash}
              </Link>
            </>
          )}
        </p>
      )}
    </div>
  );
}

/** Undefined when there is no telling. */
async function currentVersion(taskId: string): Promise<number | "none" | undefined> {
  try {
    const answer = await fetch(href("/tasks/:taskId/version", { taskId }), { redirect: "error" });
    if (answer.status === 404) return "none";
    return answer.ok ? ((await answer.json()) as { version: number }).version : undefined;
  } catch {
    return undefined;
  }
}

/** Whether somebody writes in it, or has written. */
function inUse(form: HTMLFormElement | null | undefined): boolean {
  const fields = form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input:not([type=hidden])");
  return [...(fields ?? [])].some(
    (field) =>
      field === document.activeElement ||
      field.value !== field.defaultValue ||
      ("checked" in field && field.checked !== field.defaultChecked),
  );
}
