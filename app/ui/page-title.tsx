import { say } from "~/words/say";
import { useWords } from "~/words/words";

/** The document's title: where one is, and first of all whether something went wrong there. */
export function PageTitle({ children, refused = false }: { children: string; refused?: boolean }) {
  const { error } = useWords();
  const title = `${children} — Clearlist`;
  return <title>{refused ? say(error, { title }) : title}</title>;
}
