import type { ReactNode } from "react";

import { say } from "~/words/say";
import { useWords } from "~/words/words";

interface Props {
  id: string;
  heading: string;
  /** What the picture shows, for whoever does not see it. */
  description: string;
  width: number;
  height: number;
  /** The columns of the table behind it, and its rows; the first of each row is its heading. */
  columns: string[];
  rows: { date: string; cells: string[] }[];
  children: ReactNode;
}

/** A picture with a name, a description, and its figures in a table behind it. */
export function Picture({ id, heading, description, width, height, columns, rows, children }: Props) {
  const words = useWords("insights");
  return (
    <section className="insight" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{heading}</h2>
      <svg
        role="img"
        viewBox={`0 0 ${width} ${height}`}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-description`}
      >
        <title id={`${id}-title`}>{heading}</title>
        <desc id={`${id}-description`} suppressHydrationWarning>
          {description}
        </desc>
        {children}
      </svg>
      <details>
        <summary>{say(words.table, { heading })}</summary>
        <table>
          <caption className="sr-only">{heading}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ date, cells: [name, ...figures] }) => (
              <tr key={date}>
                <th scope="row">
                  <time dateTime={date} suppressHydrationWarning>
                    {name}
                  </time>
                </th>
                {figures.map((figure, n) => (
                  <td key={columns[n + 1]}>{figure}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
