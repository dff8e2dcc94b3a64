interface Props {
  text?: string;
  /** When it was said: the same words said again are news to a screen reader only as new words. */
  at: number;
}

/** Says what has just been done. The region stands from the start, or nobody would hear what comes into it. */
export function Status({ text, at }: Props) {
  return (
    <div role="status" className="toasts">
      {text && (
        <p key={at} className={text.length < 40 ? "toast toast-brief" : "toast"}>
          {text}
        </p>
      )}
    </div>
  );
}
