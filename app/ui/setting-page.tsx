import type { ReactNode } from "react";
import { href, Link } from "react-router";
import { useWords } from "~/words/words";
import { BackLink } from "./back-link";
import { PageTitle } from "./page-title";
import { PostForm } from "./post-form";

interface Props {
  heading: string;
  /** What it is about, before the form. */
  lead?: ReactNode;
  /** The words on the button. */
  act: string;
  /** It takes something away for good. */
  grave?: boolean;
  refused: boolean;
  /** The fields. */
  children: ReactNode;
}

/** A page that changes one setting by one form, and leads back to the others. */
export function SettingPage({ heading, lead, act, grave = false, refused, children }: Props) {
  const { settings, leave } = useWords();
  return (
    <>
      <PageTitle refused={refused}>{heading}</PageTitle>
      <BackLink to={href("/settings")}>{settings}</BackLink>
      <h1>{heading}</h1>
      {lead && <div className="setting-lead">{lead}</div>}
      <PostForm className="setting-form">
        {children}
        <div className="setting-acts">
          <button type="submit" className={grave ? "button button-bad" : "button button-main"}>
            {act}
          </button>
          <Link to={href("/settings")} className="button button-quiet">
            {leave}
          </Link>
        </div>
      </PostForm>
    </>
  );
}
