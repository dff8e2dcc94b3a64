import { preloadModule } from "react-dom";
import { renderToString } from "react-dom/server";
import { type EntryContext, isRouteErrorResponse, type RouterContextProvider, ServerRouter } from "react-router";

import { afterPaint } from "~/http/after-paint.server";
import { pageReply } from "~/http/reply.server";
import { requestInfo } from "~/http/request-context.server";
import { log } from "~/log.server";
import { PreferencesContext } from "~/preferences/preferences";
import { preferencesOf } from "~/preferences/preferences.server";
import { NonceContext } from "~/ui/nonce";
import { languageOf } from "~/words/language.server";
import { type Area, type Words, WordsContext } from "~/words/words";
import { addressOfWords, wordsIn } from "~/words/words.server";

/** The page as one piece: it has a length, and an error in the middle of it still gets its own status. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  loadContext: RouterContextProvider,
): Promise<Response> {
  const { nonce } = loadContext.get(requestInfo);
  const page = request.method === "HEAD" ? null : await render(request, routerContext, nonce);
  const body = page && import.meta.env.PROD ? afterPaint(page, nonce) : page;
  headers.set("Content-Type", "text/html; charset=utf-8");
  return pageReply(body, status, headers);
}

async function render(request: Request, routerContext: EntryContext, nonce: string): Promise<string> {
  const language = languageOf(request);
  const words = wordsIn(language);
  /** What the page says it will need in the browser, too: the request for it goes out with the page's first scripts. */
  function wordsOf<A extends Area>(area: A): Words[A] {
    const address = addressOfWords(language, area);
    if (address) preloadModule(address, { as: "script", nonce });
    return words[area];
  }
  await readHandoff(routerContext);
  const html = renderToString(
    <NonceContext.Provider value={nonce}>
      <WordsContext value={wordsOf}>
        <PreferencesContext.Provider value={preferencesOf(request)}>
          <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
        </PreferencesContext.Provider>
      </WordsContext>
    </NonceContext.Provider>,
  );
  return `<!DOCTYPE html>${html}`;
}

/**
 * Reads what the page's scripts will be handed, before the page is made of it: a component that waited for it would have
 * React put the page together from pieces of bytes, which costs a third more.
 */
async function readHandoff({ serverHandoffStream, renderMeta }: EntryContext): Promise<void> {
  if (!serverHandoffStream || !renderMeta) return;
  const reader = serverHandoffStream.getReader();
  const decoder = new TextDecoder();
  let value = "";
  for (let part = await reader.read(); !part.done; part = await reader.read())
    value += decoder.decode(part.value, { stream: true });
  reader.releaseLock();
  renderMeta.streamCache = { 0: Object.assign(Promise.resolve(), { result: { done: true, value } }) };
}

/** What a loader, action or component threw and nobody expected. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  log.error({ err: error }, "a page failed");
}
