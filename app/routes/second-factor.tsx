import { data, href } from "react-router";

import { codeInput, currentPasswordInput } from "~/auth/account-input.server";
import { principalContext } from "~/auth/guard.server";
import { type QrCode, qrCode } from "~/auth/qr-code.server";
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  hasSecondFactor,
  otpauthLink,
} from "~/auth/second-factor.server";
import { flash } from "~/http/flash.server";
import { readFields, readForm } from "~/http/form.server";
import { seeOther } from "~/http/navigation.server";
import { BackLink } from "~/ui/back-link";
import { CodeField } from "~/ui/code-field";
import { CopyButton } from "~/ui/copy-button";
import { ErrorSummary } from "~/ui/error-summary";
import type { FlashCode } from "~/ui/flash";
import { PageTitle } from "~/ui/page-title";
import { PasswordField } from "~/ui/password-field";
import { RecoveryCodes } from "~/ui/recovery-codes";
import type { Refusal } from "~/ui/refusal";
import { SettingPage } from "~/ui/setting-page";
import { useWords } from "~/words/words";
import type { Route } from "./+types/second-factor";

/** What the next page shows: the secret until a code of it has come back, then the recovery codes. */
interface Step {
  refusal?: Refusal;
  shown?: Shown;
  recoveryCodes?: string[];
}

/** The same secret three times: to type, to open an app with, and to scan. */
interface Shown {
  secret: string;
  link: string;
  code: QrCode;
}

function toShow(secret: string, email: string): Shown {
  const link = otpauthLink(secret, email);
  return { secret, link, code: qrCode(link) };
}

export async function loader({ context }: Route.LoaderArgs) {
  return { on: await hasSecondFactor(context.get(principalContext)) };
}

/** Three forms post here: the password begins it or ends it, and a code from the app confirms it. */
export async function action({ context, request }: Route.ActionArgs) {
  const principal = context.get(principalContext);
  const fields = await readFields(request);
  if (fields.has("code")) {
    // Shown again after a mistyped code; nothing is decided by it.
    const secret = (fields.get("secret") ?? "").replace(/[^A-Z2-7]/g, "").slice(0, 100);
    const shown = toShow(secret, principal.email);
    const form = await readForm(request, codeInput);
    if (!form.ok) return data<Step>({ shown, refusal: { errors: form.errors } }, 422);
    const result = await confirmSecondFactor(request, principal, form.input);
    if (!result.ok) return data<Step>({ shown, refusal: result }, result.status === 401 ? 422 : result.status);
    // The page that follows in this same answer is the new session's.
    context.set(principalContext, { ...principal, sessionId: result.sessionId });
    const headers = result.headers.getSetCookie().map((cookie): [string, string] => ["Set-Cookie", cookie]);
    return data<Step>({ recoveryCodes: result.recoveryCodes }, { headers });
  }

  const form = await readForm(request, currentPasswordInput);
  if (!form.ok) return data<Step>({ refusal: { errors: form.errors } }, 422);
  if (await hasSecondFactor(principal)) {
    const result = await endSecondFactor(request, form.input);
    if (!result.ok) return data<Step>({ refusal: result }, result.status);
    return seeOther(href("/settings"), ...result.headers.getSetCookie(), flash<FlashCode>("second-factor-off"));
  }
  const result = await beginSecondFactor(request, form.input);
  if (!result.ok) return data<Step>({ refusal: result }, result.status);
  return data<Step>({ shown: toShow(result.secret, principal.email) });
}

export default function SecondFactor({ loaderData: { on }, actionData = {} }: Route.ComponentProps) {
  const { settings, currentPassword } = useWords();
  const { secondFactor } = useWords("settings");
  const { refusal, shown, recoveryCodes }: Step = actionData;
  if (recoveryCodes)
    return (
      <>
        <PageTitle>{secondFactor.onHeading}</PageTitle>
        <BackLink to={href("/settings")}>{settings}</BackLink>
        <h1>{secondFactor.onHeading}</h1>
        <RecoveryCodes codes={recoveryCodes} />
      </>
    );
  if (shown) return <Confirmation shown={shown} refusal={refusal} />;
  return (
    <SettingPage
      heading={on ? secondFactor.offHeading : secondFactor.setUpHeading}
      lead={<p>{on ? secondFactor.offLead : secondFactor.setUpLead}</p>}
      act={on ? secondFactor.switchOff : secondFactor.goOn}
      refused={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} title={on ? secondFactor.stillOn : secondFactor.stillOff} />
      <PasswordField
        name="currentPassword"
        label={currentPassword}
        autoComplete="current-password"
        enterKeyHint="go"
        error={refusal?.errors?.currentPassword}
        answer={actionData}
      />
    </SettingPage>
  );
}

function Confirmation({ shown, refusal }: { shown: Shown; refusal?: Refusal }) {
  const { secondFactor } = useWords("settings");
  const { secret, link, code } = shown;
  return (
    <SettingPage
      heading={secondFactor.confirmHeading}
      lead={
        <>
          <p>{secondFactor.confirmLead}</p>
          <svg
            className="qr-code"
            viewBox={`0 0 ${code.size} ${code.size}`}
            role="img"
            aria-label={secondFactor.picture}
          >
            <path d={code.path} />
          </svg>
          <p className="token select-all" translate="no">
            {secret.match(/.{1,4}/g)?.join(" ")}
          </p>
          <p className="setting-acts">
            <a href={link} className="button button-plain">
              {secondFactor.open}
            </a>
            <CopyButton text={secret}>{secondFactor.copy}</CopyButton>
          </p>
        </>
      }
      act={secondFactor.switchOn}
      refused={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} title={secondFactor.stillOff} />
      <input type="hidden" name="secret" value={secret} />
      <CodeField digits hint={secondFactor.codeHint} error={refusal?.errors?.code} />
    </SettingPage>
  );
}
