/** Lines to be typed into a terminal. The prompt is drawn, so that it is not copied along. */
export function Terminal({ lines }: { lines: string[] }) {
  return (
    <pre className="terminal">
      {lines.map((line) => (
        <code key={line}>{`${line}\n`}</code>
      ))}
    </pre>
  );
}
