/**
 * Runs in the browser at the end of a page. A page that nobody sees is not painted, so it does not wait; and should a
 * browser never say that it has painted, it waits no longer than three seconds.
 */
const BEGIN = `{
  const { nonce } = document.currentScript;
  const begin = () => {
    const later = document.querySelector("script[type=later]");
    if (!later) return;
    later.type = "begun";
    for (const link of document.querySelectorAll("link[rel=later]")) link.rel = "modulepreload";
    const script = document.createElement("script");
    script.type = "module";
    script.nonce = nonce;
    script.text = later.text;
    document.head.append(script);
  };
  const tells = PerformanceObserver.supportedEntryTypes.includes("paint");
  if (tells) new PerformanceObserver(begin).observe({ type: "paint", buffered: true });
  if (!tells || document.visibilityState === "hidden") begin();
  else setTimeout(begin, 3000);
}`.replace(/\n\s*/g, " ");

/**
 * Stands in the head, after the style: a script waits for that, and what is below it waits for the script. Chrome would
 * otherwise lay out the page without its style as well, which on a phone takes longer than reading it does.
 */
const WAIT_FOR_STYLE = "{}";

/**
 * A page whose scripts are asked for once it has been painted. It is whole without them, and on a slow network they would
 * be in the way of its style and its type.
 */
export function afterPaint(page: string, nonce: string): string {
  const head = page.indexOf("</head>");
  const end = page.lastIndexOf("</body>");
  const links = page.slice(0, head).replaceAll(' rel="modulepreload"', ' rel="later"');
  const rest = page.slice(head, end).replace(' type="module"', ' type="later"');
  const script = (text: string) => `<script nonce="${nonce}">${text}</script>`;
  return `${links}${script(WAIT_FOR_STYLE)}${rest}${script(BEGIN)}${page.slice(end)}`;
}
