// L0: the practical limit. node:http + postgres.js hand-written SQL + jose; same behaviour as the app's /api/:userId/tasks.
import http from "node:http";
import { connect, LIMIT, PORT, userOf } from "./common.mjs";

const sql = connect();
const COLS = sql`id, user_id, title, description, completed, completed_at, version, created_at, updated_at`;
const ROUTE = /^\/api\/([^/?]+)\/tasks(?:\/([0-9a-f-]{36})(\/complete)?)?(?:\?.*)?$/;

function send(res, status, value) {
  const body = value === undefined ? "" : JSON.stringify(value);
  res.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  res.end(body);
}
function readBody(req) {
  return new Promise((resolve, reject) => {
    let text = "";
    req.setEncoding("utf8");
    req.on("data", (part) => {
      text += part;
      if (text.length > 65536) req.destroy();
    });
    req.on("end", () => {
      try {
        resolve(JSON.parse(text));
      } catch {
        resolve(null);
      }
    });
    req.on("error", reject);
  });
}
const okTitle = (t) => typeof t === "string" && t.trim().length > 0 && t.length <= 200;

async function handle(req, res) {
  const m = ROUTE.exec(req.url);
  if (!m) return send(res, 404, { error: "not found" });
  const [, userId, id, complete] = m;
  const who = await userOf(req.headers.authorization);
  if (!who) return send(res, 401, { error: "unauthorized" });
  if (who !== userId) return send(res, 403, { error: "forbidden" });

  if (!id) {
    if (req.method === "GET") {
      const rows =
        await sql`select ${COLS} from tasks where user_id = ${userId} and deleted_at is null order by created_at desc, id desc limit ${LIMIT}`;
      return send(res, 200, { items: rows });
    }
    if (req.method === "POST") {
      const b = await readBody(req);
      if (!b || !okTitle(b.title)) return send(res, 422, { error: "invalid" });
      const [row] =
        await sql`insert into tasks (id, user_id, title, description) values (gen_random_uuid(), ${userId}, ${b.title}, ${b.description ?? null}) returning ${COLS}`;
      return send(res, 201, row);
    }
    return send(res, 405, { error: "method" });
  }
  if (complete && req.method === "PATCH") {
    const [row] =
      await sql`update tasks set completed = not completed, completed_at = case when completed then null else now() end, updated_at = now() where id = ${id} and user_id = ${userId} returning ${COLS}`;
    return row ? send(res, 200, row) : send(res, 404, { error: "not found" });
  }
  if (req.method === "GET") {
    const [row] = await sql`select ${COLS} from tasks where id = ${id} and user_id = ${userId}`;
    return row ? send(res, 200, row) : send(res, 404, { error: "not found" });
  }
  if (req.method === "PUT") {
    const b = await readBody(req);
    if (!b || !okTitle(b.title)) return send(res, 422, { error: "invalid" });
    const [row] =
      await sql`update tasks set title = ${b.title}, description = ${b.description ?? null}, updated_at = now() where id = ${id} and user_id = ${userId} returning ${COLS}`;
    return row ? send(res, 200, row) : send(res, 404, { error: "not found" });
  }
  if (req.method === "DELETE") {
    const rows = await sql`delete from tasks where id = ${id} and user_id = ${userId} returning id`;
    return rows.length ? send(res, 204) : send(res, 404, { error: "not found" });
  }
  return send(res, 405, { error: "method" });
}
http
  .createServer((req, res) => {
    handle(req, res).catch((err) => {
      console.error(err);
      if (!res.headersSent) send(res, 500, { error: "internal" });
    });
  })
  .listen(PORT, "127.0.0.1", () => console.log("ready", PORT));
