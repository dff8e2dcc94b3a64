import { expect, test } from "vitest";

import { verifiedTokens } from "./verified.server";

test("a verified token is known until it expires and no longer, and never more than ten thousand are [OPS-065]", async () => {
  let now = 0;
  let asked = 0;
  const tokens = verifiedTokens<string>(() => now);
  const ask = (token: string, until = 10) =>
    tokens.says(token, async () => {
      asked += 1;
      return token.startsWith("forged") ? undefined : { says: `of ${token}`, until };
    });

  expect(await ask("a")).toBe("of a");
  now = 9;
  expect(await ask("a")).toBe("of a");
  expect(asked).toBe(1);
  now = 10;
  await ask("a");
  expect(asked).toBe(2);

  // What is not genuine is looked at each time.
  expect(await ask("forged")).toBeUndefined();
  expect(await ask("forged")).toBeUndefined();
  expect(asked).toBe(4);

  for (let n = 0; n < 10_500; n++) await ask(`many ${n}`, 1000);
  expect(tokens.size()).toBe(10_000);
  asked = 0;
  await ask("many 10499", 1000);
  await ask("many 0", 1000);
  expect(asked).toBe(1);
});
