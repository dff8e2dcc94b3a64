// On the page that says there is no network: looks for it, and goes on when it is there.
export {};

const { asked } = document.querySelector("main")!.dataset;
const network = document.getElementById("network")!;
let timer: ReturnType<typeof setTimeout>;
let pause = 2000;

async function look(): Promise<void> {
  clearTimeout(timer);
  const there = await fetch("/healthz", { cache: "no-store" }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (there && asked === "page") return location.reload();
  say(there ? network.dataset.back! : network.dataset.away!);
  pause = Math.min(pause * 1.5, 30_000);
  timer = setTimeout(look, pause);
}

/** The same words again would be read aloud again. */
function say(words: string): void {
  if (network.textContent !== words) network.textContent = words;
}

window.addEventListener("online", look);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
timer = setTimeout(look, pause);
