import { Fragment, useLayoutEffect, useRef } from "react";
import { Link } from "react-router";

import type { Shown } from "./press";
import { PALETTE_KEYS } from "./read-key";

interface Props {
  singleKeys: boolean;
  show: (what: Shown | undefined) => void;
}

/** Which keys do what, and where single ones are switched off. */
export function KeyList({ singleKeys, show }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="keys-heading" onClose={() => show(undefined)}>
      <h2 id="keys-heading">Keys</h2>
      <dl className="key-list">
        {LIST.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key, i) => (
                <Fragment key={key}>
                  {i > 0 && " or "}
                  <kbd className="key">{key}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-secondary text-ink-soft">
        {singleKeys ? "Single keys do nothing while you write. " : "Single keys are switched off. "}
        <Link to="/preferences#keys" className="link" onClick={close}>
          {singleKeys ? "Switch them off" : "Switch them on"}
        </Link>
      </p>
      <div className="mt-4 flex justify-end">
        <button type="button" className="button button-plain" onClick={close}>
          Close
        </button>
      </div>
    </dialog>
  );
}

const LIST: [string[], string][] = [
  [[PALETTE_KEYS], "Search or jump, from anywhere"],
  [["n", "q"], "Write down a new task"],
  [["/"], "Search the list"],
  [["j"], "Next task"],
  [["k"], "Task before"],
  [["x"], "Tick it, or take the tick away"],
  [["e"], "Edit its title"],
  [["#"], "Delete it"],
  [["u"], "Undo"],
  [["g t"], "Go to all tasks"],
  [["g p"], "Go to pending tasks"],
  [["g d"], "Go to done tasks"],
  [["g s"], "Go to the settings"],
  [["?"], "Show these keys"],
];
