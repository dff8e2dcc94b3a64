/** @typedef {{ seconds: number, rss: number, heap: number, handles: number }} Sample */

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

/** The lowest heap in each stretch of so many seconds: what is left when garbage has been collected. */
export function valleys(/** @type {Sample[]} */ samples, /** @type {number} */ stretch) {
  /** @type {Map<number, Sample>} */
  const lowest = new Map();
  for (const sample of samples) {
    const at = Math.floor(sample.seconds / stretch);
    if (!lowest.has(at) || sample.heap < lowest.get(at).heap) lowest.set(at, sample);
  }
  return [...lowest.values()];
}

const mean = (/** @type {number[]} */ list) => list.reduce((sum, each) => sum + each, 0) / list.length;
