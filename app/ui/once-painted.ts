/** Where nothing is painted, as in a tab behind others, nobody waits longer. */
const AT_LATEST_MS = 100;

/** Does what follows from a press once the browser has shown the press itself. */
export function oncePainted(work: () => void): void {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    work();
  };
  // A frame's callbacks come before it is painted, and a task after.
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, AT_LATEST_MS);
}
