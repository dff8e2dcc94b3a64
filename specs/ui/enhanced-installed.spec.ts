import { expect, test } from "../support/browser";

test("the list can be installed, with icons for every home screen [UI-070]", async ({ me, page, request }) => {
  expect(me.id).toBeTruthy();
  await page.goto("/tasks");
  const manifestAt = await page.locator("link[rel=manifest]").getAttribute("href");
  const answer = await request.get(manifestAt!);
  expect(answer.headers()["content-type"]).toBe("application/manifest+json");
  const manifest = await answer.json();
  expect(manifest).toMatchObject({ name: "Clearlist", start_url: "/tasks", scope: "/", display: "standalone" });
  expect(manifest.shortcuts).toMatchObject([{ name: "New task", url: "/tasks/new" }]);

  const icons: { src: string; sizes: string; type: string; purpose?: string }[] = manifest.icons;
  const pictures = icons.filter(({ type }) => type === "image/png");
  expect(pictures.map(({ sizes, purpose = "any" }) => `${sizes} ${purpose}`).sort()).toEqual([
    "192x192 any",
    "512x512 any",
    "512x512 maskable",
  ]);
  const apple = await page.locator("link[rel=apple-touch-icon]").getAttribute("href");
  for (const { src, sizes } of [...pictures, { src: apple!, sizes: "180x180" }]) {
    const picture = await (await request.get(src)).body();
    expect([src, sizeOf(picture)]).toEqual([src, sizes]);
    expect(picture.length).toBeLessThan(12_000);
  }
  // What Chromium itself says about it.
  const protocol = await page.context().newCDPSession(page);
  const { errors } = await protocol.send("Page.getAppManifest");
  expect(errors).toEqual([]);
});

test("a page for everybody introduces itself where a link to it is shared [UI-071]", async ({
  baseURL,
  page,
  request,
}) => {
  const said: string[] = [];
  for (const path of ["/", "/login", "/signup", "/forgot-password", "/docs/api"]) {
    await page.goto(`${path}?redirectTo=/tasks/new`);
    const of = (selector: string, attribute = "content") => page.locator(`head ${selector}`).getAttribute(attribute);
    expect(await of("link[rel=canonical]", "href")).toBe(baseURL + path);
    expect(await of("meta[property='og:url']")).toBe(baseURL + path);
    expect(await of("meta[property='og:title']")).toBeTruthy();
    expect(await of("meta[name='twitter:card']")).toBe("summary_large_image");
    said.push((await of("meta[name=description]"))!);
    expect(await of("meta[property='og:description']")).toBe(said.at(-1));

    const picture = await (await request.get((await of("meta[property='og:image']"))!)).body();
    expect(sizeOf(picture)).toBe("1200x630");
    expect(picture.length).toBeLessThan(60_000);
  }
  expect(new Set(said).size).toBe(5);
  const robots = await (await request.get("/robots.txt")).text();
  expect(robots).toMatch(/^User-agent: \*$/m);
  expect(robots.match(/^Disallow: .*/gm)).toEqual(["Disallow: /api/"]);
  for (const path of ["/tasks", "/settings", "/trash", "/insights"]) {
    await page.goto(path);
    expect(await page.locator("head link[rel=canonical]").getAttribute("href")).toBe(`${baseURL}/login`);
  }
});

/** Width and height as a PNG says them of itself. */
function sizeOf(png: Buffer): string {
  expect(png.toString("latin1", 1, 4)).toBe("PNG");
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}
