import { get } from "node:http";

/** The stream that tells somebody of changes, as it comes in. */
export interface Events {
  status: number;
  headers: Record<string, unknown>;
  /** Everything so far. */
  text(): string;
  /** How many changes were told so far. */
  changes(): number;
  /** The mark to come back with. */
  mark(): string;
  /** Everything, once the server has ended it. */
  ended: Promise<string>;
  /** Goes away. */
  leave(): void;
}

/** Opens the stream of whoever has this cookie, and waits for its first words; `query` is like "?since=…". */
export function events(url: string, cookie: string, query = ""): Promise<Events> {
  return new Promise((resolve, reject) => {
    const asked = get(`${url}/tasks/events${query}`, { agent: false, headers: { Cookie: cookie } }, (answer) => {
      let text = "";
      const ended = new Promise<string>((end) => answer.once("close", () => end(text)));
      const here: Events = {
        status: answer.statusCode!,
        headers: answer.headers,
        text: () => text,
        changes: () => text.match(/^event: changed$/gm)?.length ?? 0,
        mark: () => text.match(/(?<=^id: ).*$/gm)?.at(-1) ?? "",
        ended,
        leave: () => void asked.destroy(),
      };
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
        resolve(here);
      });
      answer.on("error", () => {});
      void ended.then(() => resolve(here));
    });
    asked.on("error", reject);
  });
}
