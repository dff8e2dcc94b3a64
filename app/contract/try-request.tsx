import { type FormEvent, useId, useState } from "react";

import { createClient, userIdOf } from "~/api-client/client";
import type { Reader, ReferenceOperation } from "./reference";

interface Answer {
  line: string;
  headers: string;
  body: string;
}

/** A form that sends the operation as the reader, and shows what came back. Only scripts can: elsewhere the line for a shell stands. */
export function TryRequest({ operation, reader }: { operation: ReferenceOperation; reader: Reader | null }) {
  const id = useId();
  const [answer, setAnswer] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const fields = operation.fields.filter(({ place, name }) => place !== "body" && name !== "user_id");

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setAnswer(await tried(operation, reader, form));
    setBusy(false);
  }

  return (
    <details className="operation-example with-script">
      <summary>Try it</summary>
      <form onSubmit={onSubmit} aria-busy={busy || undefined} className="try">
        {!reader && (
          <label className="field">
            <span className="field-label">Access token</span>
            <input name="token" className="field-input" required autoComplete="off" spellCheck={false} />
          </label>
        )}
        {fields.map(({ name, place, required, example }) => (
          <label key={name} className="field">
            <span className="field-label">
              {name} <span className="text-ink-faint">({place})</span>
            </span>
            <input
              name={`${place}:${name}`}
              className="field-input"
              required={required}
              placeholder={example}
              autoComplete="off"
              spellCheck={false}
            />
          </label>
        ))}
        {operation.body && (
          <label className="field">
            <span className="field-label">Body</span>
            <textarea
              name="body"
              className="field-input code"
              rows={6}
              defaultValue={operation.body}
              spellCheck={false}
            />
          </label>
        )}
        <button type="submit" className="button button-plain">
          Send
        </button>
      </form>
      <div role="status" aria-labelledby={id}>
        <h4 id={id} className="sr-only">
          Answer
        </h4>
        {answer && (
          <pre className="code">
            {answer.line}
            {"\n"}
            {answer.headers}
            {answer.body && `\n\n${answer.body}`}
          </pre>
        )}
      </div>
    </details>
  );
}

/** Sends what the form says through the typed client, which renews the token by the page's cookie. */
async function tried({ method, path }: ReferenceOperation, reader: Reader | null, form: FormData): Promise<Answer> {
  const typed = (place: string) =>
    Object.fromEntries(
      [...form].flatMap(([name, value]) =>
        name.startsWith(`${place}:`) && value !== "" ? [[name.slice(place.length + 1), String(value)]] : [],
      ),
    );
  const given = reader?.token ?? String(form.get("token"));
  const client = createClient({
    origin: location.origin,
    getToken: async () => (reader ? ((await freshToken()) ?? given) : given),
  });
  try {
    const { response, data, error } = await client.request(
      method.toLowerCase() as "get",
      path as "/api/{user_id}/tasks",
      {
        params: { path: { user_id: reader?.userId ?? userIdOf(given), ...typed("path") }, query: typed("query") },
        headers: { "Content-Type": "application/json", ...typed("header") },
        body: form.get("body") ?? undefined,
        bodySerializer: (text: unknown) => text as string,
        parseAs: "text",
      } as never,
    );
    return {
      line: `${response.status} ${response.statusText}`,
      headers: [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n"),
      body: indented(data ?? error),
    };
  } catch {
    return { line: "That did not reach the server. Try it again.", headers: "", body: "" };
  }
}

/** The page's own session gives it; its cookie goes along by itself. */
async function freshToken(): Promise<string | undefined> {
  const answer = await fetch("/api/auth/token");
  return answer.ok ? ((await answer.json()) as { token: string }).token : undefined;
}

function indented(body: unknown): string {
  if (typeof body !== "string") return body === undefined ? "" : JSON.stringify(body, null, 2);
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
