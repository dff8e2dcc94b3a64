import { href, Link } from "react-router";

import { CopyButton } from "./copy-button";

/** The ways in when the authenticator app is lost, shown this once. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <>
      <div className="setting-lead">
        <p>
          Each of these codes signs you in once, when your app is not at hand. They are shown only now: keep them safe.
        </p>
      </div>
      <ul className="codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className="setting-acts">
        <CopyButton text={codes.join("\n")}>Copy the codes</CopyButton>
        <Link to={href("/settings")} className="button button-main">
          I have kept them
        </Link>
      </p>
    </>
  );
}
