/** Lines to be typed into a terminal. The prompt is drawn, so that it is not copied along. */
export function Terminal({ label, lines }: { label: string; lines: string[] }) {
  return (
    // A long line scrolls by itself, so it takes focus, and has a name for that.
    <pre className="terminal" tabIndex={0} role="group" aria-label={label}>
      {lines.map((line) => (
        <code key={line}>{`${line}\n`}</code>
      ))}
    </pre>
  );
}
