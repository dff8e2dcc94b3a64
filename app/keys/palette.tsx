import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { useNavigate, useSubmit } from "react-router";

import { Icon } from "~/ui/icon";
import { isolated } from "~/words/isolated";
import { counted, say } from "~/words/say";
import { useWords } from "~/words/words";
import { type FoundTask, useFound } from "./found";
import { type Shown, writeTask } from "./press";

interface Option {
  id: string;
  words: ReactNode;
  kind: string;
  run: () => void;
}

/** Where to go and what to do, by a word of it: actions, and the person's tasks as the server finds them. */
export function Palette({ show }: { show: (what: Shown | undefined) => void }) {
  const { locale, tasks: list } = useWords();
  const texts = useWords("keys");
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState("");
  const [chosen, choose] = useState(0);
  const { tasks, failed, waiting } = useFound(words);
  const options = useOptions(words, tasks, show);
  const at = Math.min(chosen, options.length - 1);
  const id = useId();
  // Before the next key comes: it belongs into the field already.
  useLayoutEffect(() => dialog.current?.showModal(), []);

  function run(option: Option | undefined) {
    if (!option) return;
    dialog.current?.close();
    option.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) choose((at + by + options.length) % options.length);
    else if (event.key === "Enter") run(options[at]);
    else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on what is behind the dialog; the keyboard has Escape.
    <dialog
      ref={dialog}
      className="dialog palette"
      aria-label={list.jump}
      onClose={() => show(undefined)}
      onClick={({ target }) => target === dialog.current && dialog.current.close()}
    >
      <div className="palette-field">
        <Icon name="search" />
        <input
          role="combobox"
          aria-label={texts.what}
          aria-expanded={options.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={options[at] && id + options[at].id}
          aria-busy={waiting || undefined}
          placeholder={texts.placeholder}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            choose(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div role="listbox" id={id} aria-label={texts.found}>
        {options.map((option, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: its keys are the field's.
          <div
            key={option.id}
            ref={i === at ? intoView : undefined}
            id={id + option.id}
            role="option"
            aria-selected={i === at}
            onPointerMove={() => choose(i)}
            onClick={() => run(option)}
          >
            <span className="palette-words">{option.words}</span>
            <span className="palette-kind">{option.kind}</span>
          </div>
        ))}
      </div>
      <p role="status" className={options.length > 0 && !failed ? "sr-only" : "palette-note"}>
        {failed ? texts.failed : counted(locale, texts.choices, options.length)}
      </p>
    </dialog>
  );
}

/** What there is to choose from for these words. */
function useOptions(words: string, tasks: FoundTask[], show: (what: Shown | undefined) => void): Option[] {
  const { settings, preferences, api, signOut, tasks: list } = useWords();
  const texts = useWords("keys");
  const navigate = useNavigate();
  const submit = useSubmit();
  const go = (label: string, path: string): Option => ({
    id: path,
    words: label,
    kind: texts.goTo,
    run: () => navigate(path),
  });
  const act = (label: string, run: () => void): Option => ({ id: label, words: label, kind: texts.do, run });

  const actions = [
    act(list.newTask, () => writeTask(navigate)),
    go(list.withDescription, "/tasks/new"),
    go(texts.allTasks, "/tasks"),
    go(list.headings.pending, "/tasks?status=pending"),
    go(list.headings.done, "/tasks?status=done"),
    go(list.trash, "/trash"),
    go(list.insights, "/insights"),
    go(settings, "/settings"),
    go(api, "/docs/api"),
    ...(["system", "light", "dark"] as const).map((theme) =>
      act(texts.colours[theme], () =>
        submit({ theme, stay: "true" }, { method: "post", action: "/preferences", navigate: false }),
      ),
    ),
    go(preferences, "/preferences"),
    act(texts.heading, () => show("list")),
    act(signOut, () => submit(null, { method: "post", action: "/logout" })),
  ];
  const sought = words.trim();
  if (!sought) return actions;
  const named = actions.filter((one) => String(one.words).toLowerCase().includes(sought.toLowerCase()));
  const found = tasks.map(
    (task): Option => ({
      id: task.id,
      words: <bdi>{task.title}</bdi>,
      kind: task.completed ? list.done : list.pending,
      run: () => navigate(`/tasks/${task.id}`),
    }),
  );
  return [
    ...named,
    ...found,
    go(say(texts.showAll, { words: isolated(sought) }), `/tasks?${new URLSearchParams({ q: sought })}`),
  ];
}

const intoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: "nearest" });
