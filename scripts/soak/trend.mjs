/** @typedef {{ seconds: number, rss: number, heap: number, handles: number, collected: boolean }} Sample */

/** How much `of` rises in a minute: the straight line that fits best, by least squares. */
export function slope(/** @type {Sample[]} */ samples, /** @type {"rss" | "heap" | "handles"} */ of) {
  const meanX = mean(samples.map(({ seconds }) => seconds / 60));
  const meanY = mean(samples.map((sample) => sample[of]));
  let above = 0;
  let below = 0;
  for (const sample of samples) {
    const x = sample.seconds / 60 - meanX;
    above += x * (sample[of] - meanY);
    below += x * x;
  }
  return below === 0 ? 0 : above / below;
}

const mean = (/** @type {number[]} */ list) => list.reduce((sum, each) => sum + each, 0) / list.length;
