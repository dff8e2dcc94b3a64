import type { KeyboardEvent } from "react";

import { Field } from "~/ui/field";
import type { Refusal } from "~/ui/refusal";
import { TextArea } from "~/ui/text-area";
import { useWords } from "~/words/words";

interface Props {
  refusal?: Refusal | null;
  /** The task as it stands; none yet when it is being written down. */
  task?: { title: string; description: string | null; completed: boolean };
}

/** The fields of a task. What was typed and refused goes before what is saved. */
export function TaskFields({ refusal, task }: Props) {
  const { tasks: words } = useWords();
  const { errors, values } = refusal ?? {};
  const completed = values?.completed === undefined ? task?.completed : values.completed === "true";
  return (
    <>
      <Field name="title" label={words.title} error={errors?.title}>
        {(wiring) => (
          <TextArea
            name="title"
            rows={1}
            dir="auto"
            required
            enterKeyHint="done"
            className="field-input sheet-title"
            defaultValue={values?.title ?? task?.title}
            placeholder={words.titlePlaceholder}
            onKeyDown={sendOnEnter}
            {...wiring}
          />
        )}
      </Field>
      <Field name="description" label={words.description} error={errors?.description}>
        {(wiring) => (
          <TextArea
            name="description"
            rows={4}
            dir="auto"
            className="field-input sheet-description"
            defaultValue={values?.description ?? task?.description ?? ""}
            placeholder={words.descriptionPlaceholder}
            {...wiring}
          />
        )}
      </Field>
      <label className="sheet-done">
        <input type="checkbox" name="completed" value="true" defaultChecked={completed} />
        {words.done}
      </label>
      {/* An empty box sends nothing, and nothing would mean "as it is". The first of the two is read. */}
      <input type="hidden" name="completed" value="false" />
    </>
  );
}

/** A title may run over several lines on the screen, but it is one line. */
function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
