import { createHmac, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { SignJWT } from "jose";

import { call, person, post } from "../../support/person";
import { SECRET } from "../../support/server";
import type { Weakened } from "../../support/weakened";

/** How a request shows who sends it. */
export interface Actor {
  id: string;
  cookie: string;
  token: string | null;
}

export interface Victim extends Actor {
  email: string;
  taskIds: [string, string];
  /** Of a task in the Trash, and of the change that has put it there. */
  trashedId: string;
  change: string;
  /** Under which one of the tasks was created. */
  key: string;
  /** Of the victim's list. */
  cursor: string;
  sessionToken: string;
  /** What must never stand in an answer to anybody else. */
  canaries: string[];
}

/** As whom every request is sent. The dead ones were sessions of the victim's, or an account that is gone. */
export const IDENTITIES = ["anonymous", "owner", "other", "expired", "revoked", "deleted"] as const;
export type Identity = (typeof IDENTITIES)[number];

export interface Cast {
  victim: Victim;
  actors: Record<Identity, Actor>;
  /** A task of `other`'s own. */
  otherTaskId: string;
  /** An owner of something else: for what would change what the victim owns. */
  twin(): Promise<Actor & { taskId: string }>;
  /** `other` once more, for what ends a session or an account. */
  stranger(): Promise<Actor>;
}

const KEY = new Uint8Array(hkdfSync("sha256", SECRET, "", "clearlist/access-token/v1", 32));
const canary = (what: string) => `canary${what}${randomBytes(6).toString("hex")}`;

/** A victim with something to lose, and everybody who would like to have it. */
export async function castIn(server: Weakened): Promise<Cast> {
  const { url, owner } = server;
  // A week, as sign-in gives: what is nearer to its end would be extended by the first look at it.
  const open = async (userId: string, hours = 7 * 24): Promise<Actor & { sessionId: string; sessionToken: string }> => {
    const [sessionId, sessionToken] = [randomUUID(), randomBytes(24).toString("hex")];
    await owner(
      "insert into session (id, user_id, token, expires_at) values ($1, $2, $3, now() + make_interval(hours => $4::int))",
      [sessionId, userId, sessionToken, hours],
    );
    const signed = `${sessionToken}.${createHmac("sha256", SECRET).update(sessionToken).digest("base64")}`;
    const token = await new SignJWT({ sid: sessionId, jti: randomUUID() })
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
      .setSubject(userId)
      .setIssuer(url)
      .setAudience("clearlist-api")
      .setIssuedAt()
      .setExpirationTime("10m")
      .sign(KEY);
    return { id: userId, sessionId, sessionToken, cookie: `session=${encodeURIComponent(signed)}`, token };
  };
  const newcomer = async () => {
    const id = randomUUID();
    await owner(`insert into "user" (id, name, email) values ($1, 'Eve', $1 || '@example.com')`, [id]);
    return open(id);
  };
  const addTask = async (who: Actor, body: object, headers = {}) => {
    const answer = await call(`${url}/api/${who.id}/tasks`, who.token, { body, headers });
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  };

  const [name, mail, key] = [canary("name"), canary("mail"), canary("key")];
  const email = `${mail}@example.com`;
  const signUp = await post(`${url}/api/auth/sign-up/email`, { name, email, password: "correct horse battery" });
  const ada = await open(((await signUp.json()) as { user: { id: string } }).user.id);
  const words = Array.from({ length: 5 }, () => canary("text"));
  const taskIds: [string, string] = [
    await addTask(ada, { title: words[0], description: words[1] }, { "Idempotency-Key": key }),
    await addTask(ada, { title: words[2], description: words[3], completed: true }),
  ];
  const trashedId = await addTask(ada, { title: words[4] });
  await call(`${url}/api/${ada.id}/tasks/${trashedId}`, ada.token, { method: "DELETE" });
  const [noted] = await owner("select id from task_changes where user_id = $1", [ada.id]);
  const page = await call(`${url}/api/${ada.id}/tasks?limit=1`, ada.token);
  const { next_cursor: cursor } = (await page.json()) as { next_cursor: string };

  const eve = await newcomer();
  const revoked = await open(ada.id);
  await post(`${url}/api/auth/sign-out`, {}, { Cookie: revoked.cookie, Origin: url });
  const deleted = await person(url);
  const gone = { Cookie: deleted.cookie, Origin: url };
  const deletion = await post(`${url}/api/auth/delete-user`, { password: deleted.password }, gone);
  if (deletion.status !== 200) throw new Error(`${deletion.status} ${await deletion.text()}`);
  const expired = await open(ada.id, -1);

  return {
    victim: {
      ...ada,
      email,
      taskIds,
      trashedId,
      change: String(noted!.id),
      key,
      cursor,
      canaries: [name, mail, key, ...words, ada.id, ada.sessionId, ada.sessionToken, ...taskIds, trashedId],
    },
    actors: { anonymous: { id: ada.id, cookie: "", token: null }, owner: ada, other: eve, expired, revoked, deleted },
    otherTaskId: await addTask(eve, { title: "Eve's own" }),
    twin: async () => {
      const twin = await newcomer();
      return { ...twin, taskId: await addTask(twin, { title: "a twin's own" }) };
    },
    stranger: newcomer,
  };
}

/** A digest of every row that has the victim's user id: in whatever table, also those yet to come. */
export async function rowsOf({ owner }: Weakened, victim: Victim): Promise<Record<string, string>> {
  const tables = await owner(
    "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'user_id' order by 1",
  );
  const digests: Record<string, string> = {};
  const digest = async (table: string, where: string) => {
    const [row] = await owner(
      `select count(*) || ' rows ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum
       from "${table}" t where ${where}`,
      [victim.id],
    );
    digests[table] = String(row!.sum);
  };
  await digest("user", "id = $1");
  for (const { table_name: table } of tables) {
    // A session that is over may be swept away by whoever shows its cookie.
    await digest(String(table), `user_id = $1${table === "session" ? " and expires_at > now()" : ""}`);
  }
  return digests;
}
