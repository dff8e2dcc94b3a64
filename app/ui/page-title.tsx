/** The document's title: where one is, and first of all whether something went wrong there. */
export function PageTitle({ children, refused = false }: { children: string; refused?: boolean }) {
  return <title>{`${refused ? "Error: " : ""}${children} — Clearlist`}</title>;
}
