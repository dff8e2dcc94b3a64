import { expect, test } from "vitest";

import { soak } from "../../scripts/soak/soak.mjs";

test.concurrent.each(["embedded", "postgres"] as const)(
  "four people use the server on %s for a few seconds: no error, and no handle that stays [OPS-045]",
  async (database) => {
    const { errors, steps, handles } = await soak({ database, seconds: 3, users: 4, pause: 200 });
    expect(errors).toEqual([]);
    expect(steps).toBeGreaterThan(4);
    // A connection for each of them; the embedded database opens its files as it comes to them.
    expect(handles.most - handles.least).toBeLessThan(60);
  },
  120_000,
);
