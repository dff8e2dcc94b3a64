import { useEffect, useRef } from "react";
import { useWords } from "~/words/words";

interface Props {
  /** Of the task that is asked about; the dialog is open while there is one. */
  title: string | undefined;
  onKeep: () => void;
  onDelete: () => void;
}

/** Asks before a task is deleted, where scripts can; elsewhere a page asks. */
export function DeleteDialog({ title, onKeep, onDelete }: Props) {
  const { tasks: words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (title !== undefined) dialog.current?.showModal();
  }, [title]);

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="ask-heading" aria-describedby="ask-text" onClose={onKeep}>
      <h2 id="ask-heading">{words.ask}</h2>
      <p id="ask-text" className="mt-2 line-clamp-4 text-ink-soft">
        <bdi>{title}</bdi>
      </p>
      <p className="mt-1 text-secondary text-ink-faint">{words.toTrash}</p>
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <button type="button" className="button button-plain" onClick={() => dialog.current?.close()}>
          {words.keep}
        </button>
        <button
          type="button"
          className="button button-bad"
          onClick={() => {
            onDelete();
            dialog.current?.close();
          }}
        >
          {words.delete}
        </button>
      </div>
    </dialog>
  );
}
