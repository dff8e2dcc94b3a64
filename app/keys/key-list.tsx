import { Fragment, useLayoutEffect, useRef } from "react";
import { Link } from "react-router";
import { useWords, type Words } from "~/words/words";
import type { Shown } from "./press";
import { PALETTE_KEYS } from "./read-key";

interface Props {
  singleKeys: boolean;
  show: (what: Shown | undefined) => void;
}

/** Which keys do what, and where single ones are switched off. */
export function KeyList({ singleKeys, show }: Props) {
  const words = useWords("keys");
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="keys-heading" onClose={() => show(undefined)}>
      <h2 id="keys-heading">{words.heading}</h2>
      <dl className="key-list">
        {LIST.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key, i) => (
                <Fragment key={key}>
                  {i > 0 && ` ${words.or} `}
                  <kbd className="key">{key}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{words.list[what]}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-secondary text-ink-soft">
        {singleKeys ? words.quiet : words.off}{" "}
        <Link to="/preferences#keys" className="link inline-block py-1" onClick={close}>
          {singleKeys ? words.switchOff : words.switchOn}
        </Link>
      </p>
      <div className="mt-4 flex justify-end">
        <button type="button" className="button button-plain" onClick={close}>
          {words.close}
        </button>
      </div>
    </dialog>
  );
}

const LIST: [string[], keyof Words["keys"]["list"]][] = [
  [[PALETTE_KEYS], "palette"],
  [["n", "q"], "write"],
  [["/"], "search"],
  [["j"], "next"],
  [["k"], "previous"],
  [["x"], "tick"],
  [["e"], "edit"],
  [["#"], "delete"],
  [["u"], "undo"],
  [["g t"], "all"],
  [["g p"], "pending"],
  [["g d"], "done"],
  [["g s"], "settings"],
  [["g x"], "trash"],
  [["g i"], "insights"],
  [["?"], "keys"],
];
