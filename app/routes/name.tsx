import { data, href } from "react-router";

import { changeName } from "~/auth/account.server";
import { nameInput } from "~/auth/account-input.server";
import { principalContext } from "~/auth/guard.server";
import { flash } from "~/http/flash.server";
import { readForm } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import type { FlashCode } from "~/ui/flash";
import type { Refusal } from "~/ui/refusal";
import { SettingPage } from "~/ui/setting-page";
import { useWords } from "~/words/words";
import type { Route } from "./+types/name";

export const loader = ({ context }: Route.LoaderArgs) => ({ name: context.get(principalContext).name });

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request, nameInput);
  if (!form.ok) return data<Refusal>({ errors: form.errors, values: form.values }, 422);

  const result = await changeName(request, form.input);
  if (!result.ok) return data<Refusal>({ formError: result.formError, values: form.values }, result.status);
  return seeOther(href("/settings"), ...result.headers.getSetCookie(), flash<FlashCode>("name-changed"));
}

export default function Name({ loaderData, actionData }: Route.ComponentProps) {
  const { save, name, nameHint } = useWords();
  const words = useWords("settings");
  return (
    <SettingPage heading={words.you.name} act={save} refused={Boolean(actionData)}>
      <ErrorSummary refusal={actionData} title={words.name.refused} />
      <TextField
        name="name"
        label={name}
        hint={nameHint}
        autoComplete="name"
        enterKeyHint="done"
        required
        dir="auto"
        defaultValue={actionData?.values?.name ?? loaderData.name}
        error={actionData?.errors?.name}
      />
    </SettingPage>
  );
}
