import type { ReactNode } from "react";
import { href, Link } from "react-router";

import { Icon } from "~/ui/icon";
import { useWords } from "~/words/words";
import { Hints } from "./hints";
import type { TaskStatus } from "./task";

interface Props {
  status: TaskStatus;
  offset: number;
  /** What is searched for. */
  q: string | undefined;
  counts: { pending: number; done: number };
}

/** Why there is nothing here, and what to do about it. */
export function Empty({ status, offset, q, counts }: Props) {
  const { tasks: words } = useWords();
  const all = href("/tasks");
  if (counts.pending + counts.done === 0)
    return (
      <>
        <Drawn lines={PAGE} text={words.empty.text}>
          <a href="#title" className="link">
            {words.empty.act}
          </a>
        </Drawn>
        <Hints />
      </>
    );
  if (q && offset === 0)
    return (
      <Drawn lines={PAGE} text={words.notFound.text}>
        <Link to={status === "all" ? all : `${all}?${new URLSearchParams({ q })}`} className="link">
          {status === "all" ? words.notFound.all : words.notFound.search}
        </Link>
      </Drawn>
    );
  if (offset > 0)
    return (
      <Drawn lines={PAGE} text={words.tooFar.text}>
        <Link to={all} className="link">
          {words.tooFar.act}
        </Link>
      </Drawn>
    );
  if (status === "pending")
    return (
      <Drawn lines={DONE} text={words.allDone.text}>
        <Link to={`${all}?status=done`} className="link">
          {words.allDone.act}
        </Link>
      </Drawn>
    );
  return (
    <Drawn lines={RING} text={words.noneDone.text}>
      <Link to={`${all}?status=pending`} className="link">
        {words.noneDone.act}
      </Link>
    </Drawn>
  );
}

/** The same good news above a list that still shows what is done. */
export function AllDone() {
  const { allDone } = useWords().tasks;
  return (
    <p className="list-note flex items-center gap-2">
      <Icon name="done" className="icon text-accent" />
      {allDone.text}
    </p>
  );
}

/** A sentence under a drawing of a few lines, and where to go from here. */
export function Drawn({ lines, text, children }: { lines: ReactNode; text: string; children: ReactNode }) {
  return (
    <div className="empty">
      <svg viewBox="0 0 120 120" aria-hidden="true">
        {lines}
      </svg>
      <p>{text}</p>
      <p>{children}</p>
    </div>
  );
}

export const BASKET = (
  <>
    <path d="M34 42l7 64h38l7-64M50 56l3 36M70 56l-3 36" />
    <path className="pen" d="M26 42h68M48 42V30h24v12" />
  </>
);
export const PAGE = (
  <>
    <path d="M30 14h44l18 18v74H30zM74 14v18h18" />
    <path d="M42 50h24M42 64h36M42 78h36" opacity=".45" />
    <path className="pen" d="M70 52l26-26 7 7-26 26-9 2zM91 31l7 7" />
  </>
);
const DONE = (
  <>
    <path d="M97 47a39 39 0 1 1-17-21" />
    <path className="pen" d="M42 60l15 15 44-48" />
  </>
);
const RING = (
  <>
    <path d="M60 22a38 38 0 1 0 .01 0z" />
    <path className="pen" d="M44 62l11 11 21-23" strokeDasharray="3 6" />
  </>
);
