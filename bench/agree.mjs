// Whether all servers answer alike, before any of them is measured.
import { taskId } from "./seed.mjs";
import { heldToken } from "./tokens.mjs";

/** What differs from the first server's answers, a line each; throws when one does not answer at all. */
export async function differences(servers) {
  const [first, ...others] = servers;
  const expected = await answers(first);
  const found = [];
  for (const other of others) {
    const got = await answers(other);
    for (const [what, answer] of Object.entries(expected))
      if (JSON.stringify(answer) !== JSON.stringify(got[what]))
        found.push(`${other.kind}: ${what}: ${short(got[what])} where ${first.kind} says ${short(answer)}`);
  }
  return found;
}

const short = (value) => JSON.stringify(value).slice(0, 200);

async function answers(server) {
  const token = (user) => heldToken(server, user);
  const call = async (path, { bearer = token(1), ...init } = {}) => {
    const headers = { ...(bearer && { Authorization: `Bearer ${bearer}` }), ...init.headers };
    const answer = await fetch(`${server.origin}/api/${path}`, { ...init, headers });
    const text = await answer.text();
    return { status: answer.status, ...(answer.ok && { json: normal(JSON.parse(text)) }) };
  };
  const post = (body) =>
    call("user-1/tasks", { method: "POST", body, headers: { "Content-Type": "application/json" } });
  const list = await call("user-1/tasks");
  const made = await post(JSON.stringify({ title: "One more" }));
  const { id, created_at, updated_at, ...rest } = made.json ?? {};
  if (id) await forget(server, token(1), id);
  return {
    list: { status: list.status, items: list.json?.items },
    one: await call(`user-1/tasks/${taskId(1, 7)}`),
    "one that is not there": await call(`user-1/tasks/${taskId(2, 7)}`),
    "a new one": { status: made.status, ...rest },
    "a blank title": await post(JSON.stringify({ title: " " })),
    "no JSON": await post("{"),
    "no token": await call("user-1/tasks", { bearer: "" }),
    "a token with another signature": await call("user-1/tasks", { bearer: `${token(1).slice(0, -4)}AAAA` }),
    "somebody else's list": await call("user-2/tasks"),
  };
}

async function forget(server, bearer, id) {
  await fetch(`${server.origin}/api/user-1/tasks/${id}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${bearer}` },
  });
}

/** The same names in the same order, and times as one writes them in JSON. */
function normal(value) {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toISOString();
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [
    name.replace(/[A-Z]/g, (big) => `_${big.toLowerCase()}`),
    normal(one),
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
}
