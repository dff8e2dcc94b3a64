/** A bar for what takes longer than two seconds: drawn over itself on a terminal, elsewhere a line at each tenth. */
export function progressBar(/** @type {NodeJS.WriteStream} */ stream = process.stderr, now = Date.now) {
  const began = now();
  let shown = -1;
  let drawn = false;
  const draw = (share) => {
    if (now() - began < 2000) return;
    const step = Math.floor(share * (stream.isTTY ? 100 : 10));
    if (step === shown) return;
    shown = step;
    drawn = true;
    const filled = Math.floor(share * 30);
    const bar = `[${"#".repeat(filled)}${".".repeat(30 - filled)}] ${String(Math.floor(share * 100)).padStart(3)} %`;
    stream.write(stream.isTTY ? `\r${bar}` : `${bar}\n`);
  };
  /** Leaves the terminal's line. */
  draw.end = () => drawn && stream.isTTY && stream.write("\n");
  return draw;
}
