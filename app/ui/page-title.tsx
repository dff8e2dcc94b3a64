import { say } from "~/words/say";
import { useWords } from "~/words/words";

/** A document's title. One letter beyond Latin-1 would double the memory that the whole page takes while it is made. */
export const titled = (page: string) => `${page} · Clearlist`;

/** The document's title: where one is, and first of all whether something went wrong there. */
export function PageTitle({ children, refused = false }: { children: string; refused?: boolean }) {
  const { error } = useWords();
  const title = titled(children);
  return <title>{refused ? say(error, { title }) : title}</title>;
}
