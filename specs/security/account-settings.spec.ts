import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { beforeAll, describe, expect, inject, test } from "vitest";

import { type Person, person, post, signInAgain, submit } from "../support/person";

const url = inject("url");
const signedIn = (who: Person, path: string) =>
  fetch(url + path, { headers: { Cookie: who.cookie }, redirect: "manual" });
const currentSession = async (who: Person) =>
  ((await (await signedIn(who, "/api/auth/get-session")).json()) as { session: { id: string; token: string } } | null)
    ?.session;

let ada: Person;
let eve: Person;
beforeAll(async () => {
  [ada, eve] = [await person(url), await person(url)];
});

const PAGES = [
  "/settings",
  "/settings/name",
  "/settings/password",
  "/settings/sessions",
  "/settings/token",
  "/settings/email",
  "/settings/second-factor",
  "/settings/recovery-codes",
  "/settings/deletion",
];

test.each(PAGES)(
  "%s is for people who are signed in, and no page holds a session's token [AUTH-027, SEC-005]",
  async (path) => {
    const data = path.replace(/$/, ".data");
    for (const address of [path, data]) {
      const stranger = await fetch(url + address, { redirect: "manual" });
      expect(await stranger.text()).not.toContain(ada.email);
      const answer = await signedIn(ada, address);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
      expect(await answer.text()).not.toContain((await currentSession(ada))!.token);
    }
  },
);

// A session can be made to age only where its table can be reached.
// spec: features/authentication.md#signing-in-and-out
test.runIf(inject("databaseUrl"))(
  "a session that is prolonged just when another takes its place does not come back [AUTH-025, AUTH-009]",
  async () => {
    const who = await person(url);
    const owner = postgres(inject("databaseUrl")!, { max: 1, onnotice: () => {} });
    await owner`update session set expires_at = expires_at - interval '1 day' where user_id = ${who.id}`;
    await owner.end();
    const fields = { currentPassword: who.password, newPassword: "a better battery" };
    const answer = await submit(`${url}/settings/password`, fields, who.cookie);
    expect(answer.status).toBe(303);
    const cookies = answer.headers.getSetCookie().filter((cookie) => cookie.startsWith("session="));
    expect((await signedIn({ ...who, cookie: cookies.at(-1)!.split(";", 1)[0]! }, "/settings")).status).toBe(200);
  },
);

test("a name that breaks the rule changes nothing, at both doors [AUTH-024]", async () => {
  for (const name of ["", " ", "x".repeat(101), "a\u0000b"]) {
    expect((await submit(`${url}/settings/name`, { name }, ada.cookie)).status).toBe(422);
    const api = await post(`${url}/api/auth/update-user`, { name }, { Cookie: ada.cookie, Origin: url });
    expect(api.status).toBe(400);
  }
  expect(await (await signedIn(ada, "/settings")).text()).toContain(">Ada<");
});

test("a new password is refused without the current one, at both doors [AUTH-025]", async () => {
  const who = await person(url);
  const elsewhere = await signInAgain(url, who);
  for (const input of [
    { currentPassword: "wrong password", newPassword: "a better battery" },
    { currentPassword: "", newPassword: "a better battery" },
    { newPassword: "a better battery" },
    { currentPassword: who.password, newPassword: "short" },
    { currentPassword: who.password, newPassword: "x".repeat(129) },
  ]) {
    expect((await submit(`${url}/settings/password`, input as Record<string, string>, who.cookie)).status).toBe(422);
    const api = await post(`${url}/api/auth/change-password`, input, { Cookie: who.cookie, Origin: url });
    expect(api.status).toBe(400);
  }
  expect((await elsewhere.api("/tasks")).status).toBe(200);
  await signInAgain(url, who);
});

describe("ending sessions", () => {
  test("of somebody else, or of nobody, ends nothing and says the same [AUTH-028, SEC-001]", async () => {
    const other = await signInAgain(url, eve);
    const answers = await Promise.all(
      [(await currentSession(eve))!.id, (await currentSession(other))!.id, randomUUID(), "", "' or true --"].map(
        (session) => submit(`${url}/settings/sessions`, { session }, ada.cookie),
      ),
    );
    for (const answer of answers)
      expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/settings/sessions"]);
    for (const who of [eve, other, ada]) expect((await who.api("/tasks")).status).toBe(200);
    await submit(`${url}/settings/sessions`, {}, ada.cookie);
    for (const who of [eve, other, ada]) expect((await who.api("/tasks")).status).toBe(200);
  });

  test("ends cookie and token at the next request, for the one that was named only [AUTH-028, SEC-010]", async () => {
    const [one, two] = [await signInAgain(url, ada), await signInAgain(url, ada)];
    await submit(`${url}/settings/sessions`, { session: (await currentSession(one))!.id }, ada.cookie);
    expect((await one.api("/tasks")).status).toBe(401);
    expect((await signedIn(one, "/tasks")).status).toBe(303);
    expect((await two.api("/tasks")).status).toBe(200);
    await submit(`${url}/settings/sessions`, {}, two.cookie);
    expect((await ada.api("/tasks")).status).toBe(401);
    ada = two;
  });
});

describe("the export", () => {
  test("is a download of everything of one's own, in the form of the API [AUTH-029]", async () => {
    const who = await person(url);
    const elsewhere = await signInAgain(url, who);
    for (const title of ["Buy milk", 'Quote " and \\ and 🎉', "</script>"])
      await who.api("/tasks", { body: { title, description: title, completed: title === "Buy milk" } });
    await eve.api("/tasks", { body: { title: "Eve's own" } });

    const answer = await signedIn(who, "/settings/export");
    expect(answer.headers.get("Content-Type")).toBe("application/json");
    expect(answer.headers.get("Content-Disposition")).toMatch(
      /^attachment; filename="clearlist-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    const text = await answer.text();
    const document = JSON.parse(text);
    expect(Object.keys(document)).toEqual(["schema_version", "exported_at", "profile", "sessions", "tasks", "trash"]);
    expect(document).toMatchObject({ schema_version: 1, profile: { id: who.id, name: who.name, email: who.email } });
    const { items } = (await (await who.api("/tasks?order=asc")).json()) as { items: unknown[] };
    expect(document.tasks).toEqual(items);
    expect(document.sessions.map(({ current }: { current: boolean }) => current)).toEqual([true, false]);
    for (const secret of [(await currentSession(who))!.token, (await currentSession(elsewhere))!.token, eve.id])
      expect(text).not.toContain(secret);
    expect(Object.keys(document.sessions[0]).sort()).toEqual(
      ["created_at", "current", "device", "expires_at", "id", "last_used_at"].sort(),
    );
  });

  test("is nobody else's [AUTH-029, SEC-005]", async () => {
    for (const path of ["/settings/export", "/settings/export.data"]) {
      const answer = await fetch(url + path, { redirect: "manual" });
      expect(await answer.text()).not.toContain("schema_version");
    }
  });
});

test("an account is deleted by its password only, and nothing of it opens anything afterwards [AUTH-031, AUTH-012]", async () => {
  const who = await person(url);
  for (const fields of [
    {},
    { currentPassword: "" },
    { currentPassword: "wrong password" },
    { password: who.password },
  ]) {
    const refused = await submit(`${url}/settings/deletion`, fields as Record<string, string>, who.cookie);
    expect(refused.status).toBe(422);
  }
  expect((await who.api("/tasks")).status).toBe(200);

  const gone = await submit(`${url}/settings/deletion`, { currentPassword: who.password }, who.cookie);
  expect([gone.status, gone.headers.get("Location")]).toEqual([303, "/"]);
  expect(gone.headers.getSetCookie().join("\n")).toMatch(/^session=;.*Max-Age=0/m);
  expect((await who.api("/tasks")).status).toBe(401);
  expect((await signedIn(who, "/settings")).status).toBe(303);
  const { name, email, password } = who;
  expect((await post(`${url}/api/auth/sign-in/email`, { email, password })).status).toBe(401);
  expect((await post(`${url}/api/auth/sign-up/email`, { name, email, password })).status).toBe(200);
});
