import { beforeAll, expect, inject, test } from "vitest";

import { events } from "../support/events";
import { type Person, person, post, signInAgain, submit } from "../support/person";

const url = inject("url");
let ada: Person;
let grace: Person;
beforeAll(async () => {
  [ada, grace] = [await person(url, "Ada"), await person(url, "Grace")];
});

/** Does something, and waits until the stream has told of it. */
async function told(stream: Awaited<ReturnType<typeof events>>, act: () => Promise<unknown>): Promise<void> {
  const before = stream.changes();
  await act();
  await expect.poll(stream.changes, { timeout: 5000, interval: 10 }).toBeGreaterThan(before);
}

test("each change by either door is told to its owner, without a word of it, and to nobody else [TASK-040, TASK-041]", async () => {
  const [hers, others] = [await events(url, ada.cookie), await events(url, grace.cookie)];
  expect(hers.headers).toMatchObject({ "content-type": "text/event-stream", "x-accel-buffering": "no" });
  const began = performance.now();
  let id = "";
  await told(hers, async () => {
    ({ id } = (await (await ada.api("/tasks", { body: { title: "secret" } })).json()) as { id: string });
  });
  expect(performance.now() - began).toBeLessThan(5000);
  await told(hers, () => ada.api(`/tasks/${id}`, { method: "PATCH", body: { title: "secret, too" } }));
  await told(hers, () => ada.api("/tasks", { body: { title: "once" }, headers: { "Idempotency-Key": "one" } }));
  await told(hers, () => submit(`${url}/tasks`, { title: "by the page" }, ada.cookie));
  await told(hers, () => submit(`${url}/tasks/${id}/completion`, { completed: "true" }, ada.cookie));
  await told(hers, () => ada.api(`/tasks/${id}/complete`, { method: "PATCH", body: { completed: false } }));

  // What is refused, repeated or comes to the same is nothing new: the next event is of the deletion.
  const changes = hers.changes();
  await ada.api("/tasks", { body: { title: " " } });
  await ada.api("/tasks", { body: { title: "once" }, headers: { "Idempotency-Key": "one" } });
  await ada.api(`/tasks/${id}`, { method: "PATCH", body: { title: "secret, too" } });
  await ada.api(`/tasks/${id}`, { method: "PATCH", body: { title: "x" }, headers: { "If-Match": '"1"' } });
  await grace.api(`/tasks/${id}`, { method: "PATCH", body: { title: "x" } });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(hers.changes()).toBe(changes);
  await told(hers, () => ada.api(`/tasks/${id}`, { method: "DELETE" }));

  expect(others.changes()).toBe(0);
  for (const { text } of [hers, others])
    expect(text()).toMatch(/^retry: \d+\nid: \S+\n\n(event: changed\nid: \S+\ndata: \n\n|:\n\n)*$/);
  for (const word of ["secret", id, ada.id]) expect(hers.text()).not.toContain(word);
  for (const stream of [hers, others]) stream.leave();
});

test("many changes at once are told a few times [TASK-040]", async () => {
  const stream = await events(url, ada.cookie);
  const began = performance.now();
  await Promise.all(Array.from({ length: 40 }, (_, n) => ada.api("/tasks", { body: { title: `${n}` } })));
  await expect.poll(stream.changes, { timeout: 5000 }).toBeGreaterThan(0);
  expect(stream.changes()).toBeLessThanOrEqual(1 + (performance.now() - began) / 100);
  stream.leave();
});

test("whoever comes back is told at once when something has changed, and not otherwise [TASK-042]", async () => {
  const who = await person(url);
  const first = await events(url, who.cookie);
  first.leave();
  const again = await events(url, who.cookie, `?since=${first.mark()}`);
  again.leave();
  await grace.api("/tasks", { body: { title: "not hers" } });
  await who.api("/tasks", { body: { title: "meanwhile" } });
  const later = await events(url, who.cookie, `?since=${first.mark()}`);
  await expect.poll(later.changes, { timeout: 5000 }).toBe(1);
  later.leave();
  const caughtUp = await events(url, who.cookie, `?since=${later.mark()}`);
  await told(caughtUp, () => who.api("/tasks", { body: { title: "next" } }));
  expect([first.changes(), again.changes(), caughtUp.changes()]).toEqual([0, 0, 1]);
  caughtUp.leave();
  // From another instance, long ago, or made up.
  const stranger = await events(url, who.cookie, "?since=abc.1700000000000");
  await expect.poll(stranger.changes, { timeout: 5000 }).toBe(1);
  const nonsense = await events(url, who.cookie, "?since=%27%20or%201");
  await told(nonsense, () => who.api("/tasks", { body: { title: "last" } }));
  expect(nonsense.changes()).toBe(1);
  for (const stream of [stranger, nonsense]) stream.leave();
});

test("a session that has ended is told nothing more, and strangers are not let in [OPS-061, SEC-043]", async () => {
  const elsewhere = await signInAgain(url, ada);
  const stream = await events(url, elsewhere.cookie);
  const left = await post(`${url}/api/auth/sign-out`, {}, { Cookie: elsewhere.cookie, Origin: url });
  expect(left.status).toBe(200);
  await ada.api("/tasks", { body: { title: "after that" } });
  expect(await stream.ended).toMatch(/^retry: \d+\nid: \S+\n\nevent: end\ndata: \n\n$/);
  for (const cookie of [elsewhere.cookie, ""]) expect((await events(url, cookie)).status).toBe(204);
  expect((await fetch(`${url}/tasks/events.data`, { headers: { Cookie: ada.cookie } })).status).toBe(404);
});

test("of more than ten streams of one person the oldest is closed; nobody else's is [OPS-061]", async () => {
  const others = await events(url, grace.cookie);
  const streams = [];
  for (let n = 0; n < 11; n++) streams.push(await events(url, ada.cookie));
  expect(await streams[0]!.ended).toContain("event: end");
  const [, ...open] = streams;
  await ada.api("/tasks", { body: { title: "to ten" } });
  for (const { changes } of open) await expect.poll(changes, { timeout: 5000 }).toBe(1);
  await told(others, () => grace.api("/tasks", { body: { title: "to one" } }));
  for (const stream of [...open, others]) stream.leave();
});
