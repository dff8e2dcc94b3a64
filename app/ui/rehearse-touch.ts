/**
 * Has React handle a touch that nobody made and nothing listens for: what handles one is compiled when it is first
 * needed, and on a slow phone the first tap would wait for that.
 */
export function rehearseTouch(): void {
  document.body.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
}
