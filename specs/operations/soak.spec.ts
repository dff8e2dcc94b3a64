import { expect, test } from "vitest";

import { soak } from "../../scripts/soak/soak.mjs";

test.concurrent.each(["embedded", "postgres"] as const)(
  "twenty people use the server on %s for a few seconds: no error, and no handle that stays [OPS-045]",
  async (database) => {
    const { errors, steps, handles } = await soak({ database, seconds: 4, users: 20, pause: 200 });
    expect(errors).toEqual([]);
    expect(steps).toBeGreaterThan(20);
    // A connection for each of them, and what the server has open by itself.
    expect(handles.most).toBeLessThan(120);
  },
  120_000,
);
