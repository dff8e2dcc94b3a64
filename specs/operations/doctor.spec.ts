import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type Server as HttpServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import connect from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openPostgres } from "../../app/db/postgres.server";
import { freePort, startPostgres } from "../../scripts/postgres.mjs";
import { runScript } from "../support/command";
import { type Server, startServer, temporaryFolder } from "../support/server";

let folder: string;
let proxy: HttpServer;
let server: Server;
let settings: Record<string, string>;
/** What the proxy makes of the Host that it was asked for. */
let passOn = (host: string) => host;
beforeAll(async () => {
  folder = temporaryFolder();
  const PORT = String(await freePort());
  proxy = createServer((req, res) => {
    const headers = { ...req.headers, host: passOn(String(req.headers.host)) };
    const sent = request({ port: PORT, path: req.url, headers }, (answer) => {
      res.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(res);
    });
    sent.on("error", () => res.destroy()).end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  settings = {
    PORT,
    APP_ORIGIN: `http://localhost:${port}`,
    TRUST_PROXY: "127.0.0.1",
    DATA_DIR: join(folder, "data"),
  };
  server = await startServer(settings);
});
afterAll(async () => {
  await server?.stop();
  proxy?.close();
  await rm(folder, { recursive: true, force: true });
});

const doctor = (env: Record<string, string> = {}) => runScript("doctor", [], { ...settings, ...env });
/** Settings under which no server runs. */
const alone = async (env: Record<string, string> = {}) => ({
  PORT: String(await freePort()),
  APP_ORIGIN: "",
  TRUST_PROXY: "",
  DATA_DIR: join(folder, "nowhere"),
  ...env,
});

describe("beside a server that runs, it", () => {
  test("finds nothing wrong, and leaves its database alone [OPS-052, OPS-053, OPS-054]", async () => {
    const { code, output } = await doctor();
    expect(output).toContain(`in use by process ${server.process.pid}, and so not opened`);
    expect(output).toContain(`is ready and takes ${settings.APP_ORIGIN} for its own`);
    expect(output).toContain(`${settings.APP_ORIGIN} leads to the server`);
    expect([output, code]).toEqual([expect.stringMatching(/\nNothing is wrong\.\n$/), 0]);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  test("says that a proxy changes the name, or leads elsewhere [OPS-054]", async () => {
    passOn = () => "backend";
    const changed = await doctor();
    expect(changed).toMatchObject({ code: 1, output: expect.stringContaining("changes the Host") });
    expect(changed.output).toContain("proxy_set_header Host");
    passOn = (host) => host;

    const elsewhere = createServer((_, res) => res.end("hello"));
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const { port } = elsewhere.address() as AddressInfo;
    const taken = await doctor(await alone({ PORT: String(port) }));
    expect(taken).toMatchObject({ code: 1, output: expect.stringContaining("Something else than Clearlist") });
    elsewhere.close();
  });

  test("says that the server answers under another address, and that no proxy is named [OPS-054]", async () => {
    const { code, output } = await doctor({ APP_ORIGIN: "https://tasks.example.com", TRUST_PROXY: "" });
    expect(output).toContain("refuses requests for https://tasks.example.com. It says: This server answers as http://");
    expect(output).toContain("TRUST_PROXY names no proxy in between");
    expect([output, code]).toEqual([expect.stringMatching(/\n2 things are wrong\.\n$/), 1]);
  });
});

describe("without a server, it", () => {
  test("makes nothing on a machine where nothing is yet [OPS-052]", async () => {
    const env = await alone();
    const { code, output } = await doctor(env);
    expect([output, code]).toEqual([expect.stringContaining("will be made at the first start"), 0]);
    expect(existsSync(env.DATA_DIR)).toBe(false);
  });

  test("names every setting that breaks its rule [OPS-052]", async () => {
    const { code, output } = await doctor({ PORT: "http", MAIL_TRANSPORT: "pigeon" });
    expect(code).toBe(1);
    expect(output).toContain("WRONG  Settings: PORT must be a port number");
    expect(output).toContain("WRONG  Settings: MAIL_TRANSPORT must be log, file or smtp");
    expect(output).not.toMatch(/\n\s+at /);
  });

  test("opens the embedded database, and says what is wrong with the directory, the mail server, the proxies [OPS-052, OPS-054]", async () => {
    await server.stop();
    const { DATA_DIR } = settings as { DATA_DIR: string };
    const mail = { MAIL_TRANSPORT: "smtp", MAIL_SMTP_URL: `smtp://127.0.0.1:${await freePort()}` };
    const env = await alone({ DATA_DIR, TRUST_PROXY: "0.0.0.0/0", ...mail });
    chmodSync(DATA_DIR, 0o755);
    const { code, output } = await doctor(env);
    expect(output).toContain("its schema is current, its roles are right, row-level security holds");
    expect(output).toContain(`What to do: chmod 700 '${DATA_DIR}'`);
    expect(output).toContain("TRUST_PROXY trusts every address");
    expect(output).toMatch(/The mail server 127\.0\.0\.1:\d+ does not take mails[\s\S]*Nothing listens there/);
    expect([output, code]).toEqual([expect.stringMatching(/\n3 things are wrong\.\n$/), 1]);
    expect(existsSync(join(DATA_DIR, "db.lock"))).toBe(false);

    writeFileSync(join(DATA_DIR, "db/PG_VERSION"), "17\n");
    const other = await doctor(await alone({ DATA_DIR }));
    expect(other).toMatchObject({ code: 1, output: expect.stringContaining("was written by PostgreSQL 17") });
  });
});

test("of PostgreSQL it tells that it is away, not migrated, open, newer, or has another time [OPS-052]", async () => {
  const nowhere = await alone({ DATABASE_URL: "postgres://127.0.0.1:1/x" });
  const [away, postgres] = await Promise.all([doctor(nowhere), startPostgres()]);
  expect(away.code).toBe(1);
  expect(away.output).toMatch(/The database cannot be reached[\s\S]*Nothing listens there/);

  const sql = connect(postgres.url, { max: 1, onnotice: () => {} });
  try {
    const env = await alone({ DATABASE_URL: postgres.url });
    const empty = await doctor(env);
    expect(empty).toMatchObject({ code: 0, output: expect.stringContaining("note   Database: Its schema is older") });
    expect(await sql`select from pg_tables where schemaname in ('public', 'drizzle')`).toHaveLength(0);

    await (await openPostgres(postgres.url, { pooler: false })).close();
    const hour = "globalThis.now=Date.now;Date.now=()=>globalThis.now()+3600000";
    const late = await doctor({ ...env, NODE_OPTIONS: `--import=data:text/javascript,${hour}` });
    expect(late.output).toContain("row-level security holds");
    expect(late).toMatchObject({ code: 1, output: expect.stringMatching(/database's clock is 36\d\d s behind/) });

    await sql`alter table tasks no force row level security`;
    const open = await doctor(env);
    expect(open).toMatchObject({ code: 1, output: expect.stringContaining("Row-level security is off for tasks") });
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', 0)`;
    const newer = await doctor(env);
    expect(newer).toMatchObject({ code: 1, output: expect.stringContaining("made by a newer version") });
  } finally {
    await sql.end();
    await postgres.stop();
  }
}, 120_000);
