import { Icon } from "~/ui/icon";
import { Tick } from "./tick";

/** The list as it is, made of the list's own parts, to be looked at only. */
export function ListPicture() {
  return (
    <div
      className="picture"
      role="img"
      aria-label="A list of six tasks on a sheet, two of them ticked off and struck through."
    >
      <p className="picture-heading">Tasks</p>
      <div className="quick-add">
        <span className="quick-add-sign">
          <Icon name="add" />
        </span>
        <span className="text-task text-ink-faint">Add a task</span>
      </div>
      {ROWS.map(({ title, summary, when, done }) => (
        <div key={title} className="row" data-done={done ? "" : undefined}>
          <span className="tick">
            <Tick />
          </span>
          <div className="row-words">
            <p className="text-task leading-[1.3]">
              <span className="strike">{title}</span>
            </p>
            <p className="row-meta">
              {summary && (
                <>
                  <span className="row-summary">{summary}</span>
                  <span>·</span>
                </>
              )}
              <time>{when}</time>
            </p>
          </div>
        </div>
      ))}
    </div>
  );
}

const ROWS = [
  { title: "Book the night train to Vienna", summary: "Two berths, window side", when: "21 Nov" },
  { title: "Ask Nadia about the key", when: "20 Nov" },
  { title: "Renew the library card", when: "20 Nov", done: true },
  { title: "Read chapter four again, with a pencil", summary: "The part on paper and ink", when: "19 Nov" },
  { title: "Water the fig tree", when: "18 Nov", done: true },
  { title: "Write to the landlord", summary: "The window in the kitchen", when: "17 Nov" },
];
