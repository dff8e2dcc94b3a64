import { expect, test } from "../support/browser";

// What is brought about here is what is to be reported.
test.use({ expected: /Content Security Policy|Failed to load resource/ });

test("a script that a page's content policy forbids does not run, and is reported [SEC-023, SEC-013]", async ({
  page,
}) => {
  await page.goto("/login?redirectTo=/tasks");
  const report = page.waitForRequest((request) => request.url().endsWith("/csp-reports"));
  await page.evaluate(() => {
    const script = document.createElement("img");
    script.setAttribute("onerror", "document.title = 'stolen'");
    script.src = "data:,";
    document.body.append(script);
  });
  const sent = await report;
  expect(sent.method()).toBe("POST");
  expect((await sent.response())?.status()).toBe(204);
  expect(sent.postData()).toContain("script-src");
  expect(await page.title()).not.toBe("stolen");
});
