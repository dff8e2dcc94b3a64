import type { ReactNode } from "react";

interface Props {
  /** The section's name within the page. */
  id: string;
  heading: string;
  children: ReactNode;
  /** The way to what can be done about it. */
  acts: ReactNode;
}

/** One thing that can be set: what it is, how it stands, and where it is changed. */
export function Setting({ id, heading, children, acts }: Props) {
  return (
    <section className="setting" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
      <p className="setting-acts">{acts}</p>
    </section>
  );
}
