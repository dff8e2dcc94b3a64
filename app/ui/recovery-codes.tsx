import { href, Link } from "react-router";
import { useWords } from "~/words/words";
import { CopyButton } from "./copy-button";

/** The ways in when the authenticator app is lost, shown this once. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const { recovery } = useWords("settings");
  return (
    <>
      <div className="setting-lead">
        <p>{recovery.once}</p>
      </div>
      <ul className="codes" aria-label={recovery.list}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className="setting-acts">
        <CopyButton text={codes.join("\n")}>{recovery.copy}</CopyButton>
        <Link to={href("/settings")} className="button button-main">
          {recovery.kept}
        </Link>
      </p>
    </>
  );
}
