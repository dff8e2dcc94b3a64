import { Terminal } from "~/ui/terminal";
import { curlLine, type Reader, type ReferenceOperation } from "./reference";
import { TryRequest } from "./try-request";

interface Props {
  operation: ReferenceOperation;
  origin: string;
  reader: Reader | null;
}

/** One operation of the reference: what it takes, what it answers, and a request to try. */
export function OperationEntry({ operation, origin, reader }: Props) {
  const { id, method, path, summary, description, fields, answers } = operation;
  return (
    <section className="operation" id={id} aria-labelledby={`${id}-name`}>
      <h3 id={`${id}-name`}>{summary}</h3>
      <p className="operation-line">
        <code>
          <span className="operation-method">{method}</span> {path}
        </code>
      </p>
      {description && <Words text={description} />}
      {fields.length > 0 && (
        <dl className="rules" aria-label={`What “${summary}” takes`}>
          {fields.map(({ name, place, required, rule, description: more }) => (
            <div key={place + name}>
              <dt>
                <code>{name}</code> <span className="text-ink-faint">{place}</span>
              </dt>
              <dd>
                {required ? "required; " : ""}
                {rule}
                {more && <Words text={more} />}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <dl className="rules" aria-label={`What “${summary}” answers`}>
        {answers.map(({ status, description: when, problems }) => (
          <div key={status}>
            <dt>{status}</dt>
            <dd>
              {problems.length === 0 && <Words text={when} />}
              {problems.map(({ code, path: page }, index) => (
                <span key={code}>
                  {index > 0 && ", "}
                  <a href={page} className="link">
                    {code}
                  </a>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {answers
        .filter(({ example }) => example)
        .map(({ status, example }) => (
          <details key={status} className="operation-example">
            <summary>Example of a {status}</summary>
            <pre className="code">{example}</pre>
          </details>
        ))}
      <details className="operation-example">
        <summary>From a shell</summary>
        <Terminal lines={[curlLine(operation, origin, reader)]} />
      </details>
      {operation.security === "accessToken" && <TryRequest operation={operation} reader={reader} />}
    </section>
  );
}

/** A sentence in which `code` is set apart. */
function Words({ text }: { text: string }) {
  return (
    <>
      {text.split("\n\n").map((paragraph) => (
        <p key={paragraph}>
          {paragraph.split("`").map((part, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a constant text.
            index % 2 ? <code key={index}>{part}</code> : part,
          )}
        </p>
      ))}
    </>
  );
}
