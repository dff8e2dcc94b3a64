/** The ring and the stroke through it; the stroke is drawn when the row is done. */
export function Tick() {
  return (
    <svg className="tick-mark" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M4 11l4.5 4.5L18 4" pathLength={1} />
    </svg>
  );
}
