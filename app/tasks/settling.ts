const REST_MS = 800;
let last = 0;

/**
 * Resolves once nothing has been ticked for a moment. Rows that leave a filtered list leave then, together: while the
 * hand is still ticking nothing may move under it.
 */
export async function settled(): Promise<void> {
  last = Date.now();
  for (let rest = REST_MS; rest > 0; rest = last + REST_MS - Date.now())
    await new Promise((done) => setTimeout(done, rest));
}
