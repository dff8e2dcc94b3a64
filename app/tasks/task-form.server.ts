import { createHash, randomUUID } from "node:crypto";

import type { Principal } from "~/db/identity.server";
import type { NewTask } from "./task-input.server";
import { createTask, createTaskOnce } from "./tasks.server";

/** The hidden field that tells one rendered form from the next. */
const FORM_KEY = "form_key";

/** For a form that is being rendered: sent twice, it makes one task. */
export const newFormKey = () => randomUUID();

/**
 * Creates a task from a form. The same form with the same words makes one task, however often it is sent: by a double
 * click, by going back, by a browser that lost the answer. Other words are another task. False while the first is
 * still on its way after four seconds.
 */
export async function createTaskFromForm(
  principal: Principal,
  fields: URLSearchParams,
  input: NewTask,
): Promise<boolean> {
  const formKey = fields.get(FORM_KEY) ?? "";
  if (!/^[\w-]{1,64}$/.test(formKey)) {
    await createTask(principal, input);
    return true;
  }
  const words = createHash("sha256").update(JSON.stringify(input)).digest("base64url");
  const { outcome } = await createTaskOnce(principal, `form:${formKey}:${words}`, input);
  return outcome !== "busy";
}
