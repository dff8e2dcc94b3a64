import { Icon } from "~/ui/icon";
import { dateIn } from "~/words/dates";
import { useWords } from "~/words/words";
import { Tick } from "./tick";

/** The list as it is, made of the list's own parts, to be looked at only. */
export function ListPicture() {
  const { locale, tasks } = useWords();
  const { picture } = useWords("strangers").home;
  return (
    <div className="picture" role="img" aria-label={picture.name}>
      <p className="picture-heading">{tasks.headings.all}</p>
      <div className="quick-add">
        <span className="quick-add-sign">
          <Icon name="add" />
        </span>
        <span className="text-task text-ink-faint">{tasks.add}</span>
      </div>
      {ROWS.map(({ at, done }, place) => {
        const { title, summary } = picture.rows[place]!;
        return (
          <div key={title} className="row" data-done={done ? "" : undefined}>
            <span className="tick">
              <Tick />
            </span>
            <div className="row-words">
              <p className="row-link">
                <span className="strike">{title}</span>
              </p>
              <p className="row-meta">
                {summary && (
                  <>
                    <span className="row-summary">{summary}</span>
                    <span aria-hidden="true">·</span>
                  </>
                )}
                <time>{dateIn(locale, at)}</time>
              </p>
            </div>
          </div>
        );
      })}
    </div>
  );
}

const ROWS = [
  { at: "2026-11-21" },
  { at: "2026-11-20" },
  { at: "2026-11-20", done: true },
  { at: "2026-11-19" },
  { at: "2026-11-18", done: true },
  { at: "2026-11-17" },
];
