import routes from "../../../app/routes";
import { operations } from "../../support/contract";
import type { Actor, Cast, Identity } from "./cast";
import { API_ROUTES, OPERATIONS, PAGES } from "./expectations";

export interface Attack {
  /** What is asked of whom, as whom and how: the line that a failure prints. */
  name: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** The answers that give nothing away. */
  expected: (status: number) => boolean;
  /** Gets an actor of its own, because it ends the session or changes what its owner has. */
  fresh?: "stranger" | "twin";
  as: Identity;
  /** How the actor shows who they are. */
  by: "cookie" | "token";
  /** The victim's own words must be in the answer: the control that the canaries can be seen at all. */
  shows?: boolean;
}

interface Route {
  file: string;
  path?: string;
  index?: boolean;
  children?: Route[];
}

/** Every leaf of the manifest, with the ids of the routes around it, as `_routes` names them. */
function leaves(of: Route[] = routes as Route[], around: string[] = ["root"], base = "") {
  return of.flatMap((route): { id: string; path: string; chain: string[] }[] => {
    const id = route.file.replace(/\.tsx?$/, "");
    const path = route.path === undefined ? base : `${base}/${route.path}`;
    const chain = [...around, id];
    return route.children ? leaves(route.children, chain, path) : [{ id, path: path || "/", chain }];
  });
}

/** What is in the manifest or the contract and not in the tables, or the other way about. */
export function withoutRow(): string[] {
  const ids = leaves().map(({ id }) => id);
  const known = [...Object.keys(PAGES), ...API_ROUTES];
  const named = operations.filter(({ path }) => path.startsWith("/api")).map(({ operationId }) => operationId);
  return [
    ...missing(ids, known, "has no row"),
    ...missing(known, ids, "is no route"),
    ...missing(named, Object.keys(OPERATIONS), "has no row"),
    ...missing(Object.keys(OPERATIONS), named, "is no operation"),
  ];
}

const missing = (these: string[], those: string[], what: string) =>
  these.filter((one) => !those.includes(one)).map((one) => `${one} ${what}`);

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
const isRead = (method: string) => ["GET", "HEAD", "OPTIONS"].includes(method);
const among = (statuses: number[]) => (status: number) => statuses.includes(status);

/** Every request of the matrix as these identities would send it. */
export function attacks(cast: Cast, identities: Identity[]): Attack[] {
  return identities.flatMap((as) => [...pageAttacks(cast, as), ...apiAttacks(cast, as)]);
}

function pageAttacks(cast: Cast, as: Identity): Attack[] {
  const { victim } = cast;
  const [taskId] = victim.taskIds;
  const theirs = new URLSearchParams({
    ...{ id: taskId, taskId, task_id: taskId, user_id: victim.id, userId: victim.id, sid: victim.id },
    // What is in the Trash, what can be undone, and both by the names that the forms give them.
    ...{ task: victim.trashedId, change: victim.change, until: "9999-01-01", act: "delete" },
    ...{ title: "stolen", description: "stolen", completed: "true", version: "1", form_key: victim.key },
    ...{
      email: victim.email,
      token: victim.sessionToken,
      redirectTo: `/tasks/${taskId}`,
      returnTo: `/tasks/${taskId}`,
    },
  });
  return leaves()
    .filter(({ id }) => id in PAGES)
    .flatMap(({ id, path, chain }) => {
      const row = PAGES[id]!;
      const target = path.replace(":taskId", taskId).replace(":code", taskId).replace("*", `nowhere/${taskId}`);
      const data = target === "/" ? "/_.data" : `${target}.data`;
      // Where nobody has to sign in there is no guard around the route to get past.
      const around = chain.filter((one) => one === id || row.GET.nobody.includes(303));
      const chosen = around.map((one) => ({
        form: `_routes=${one}`,
        to: `${data}?_routes=${encodeURIComponent(one)}`,
      }));
      return [{ form: "HTML", to: target }, { form: ".data", to: data }, ...chosen].flatMap(({ form, to }) =>
        (form === "HTML" ? METHODS : ["GET", "POST"]).flatMap((method) => {
          const reads = method === "GET" || method === "HEAD";
          const known = reads || method === "POST";
          const member = as === "owner" || as === "other";
          const said = (reads ? row.GET : row.POST)[member ? "other" : "nobody"];
          const named = form === "HTML" ? among(said) : likeData(said);
          const selects = method === "POST" && form === "HTML" && id === "routes/tasks";
          const acts = method === "POST" && !said.includes(405);
          return (
            method === "GET" && !form.startsWith("_")
              ? ["path", "query"]
              : isRead(method)
                ? ["path"]
                : selects
                  ? ["body", "selection"]
                  : ["body"]
          ).map(
            (where): Attack => ({
              name: `${method} ${id} as ${as}, ${form}, ${where}`,
              method,
              path:
                where === "query"
                  ? `${to}${to.includes("?") ? "&" : "?"}${theirs}`
                  : to + (where === "selection" ? "?select=true" : ""),
              headers: where === "path" || where === "query" ? {} : FORM,
              body: where === "body" ? String(theirs) : where === "selection" ? `${theirs}&task=${taskId}` : "",
              // The owner is no attacker: of them only that nothing breaks is asked.
              expected: as === "owner" ? (status) => status < 500 : known ? named : among([204, 405]),
              ...(acts && as === "owner" && { fresh: "twin" as const }),
              ...(acts && as === "other" && row.ends && { fresh: "stranger" as const }),
              as,
              by: "cookie",
              shows: as === "owner" && row.shows && method === "GET" && form === "HTML" && where === "path",
            }),
          );
        }),
      );
    });
}

/** A page's data says 202 where the page leads elsewhere; a part of it may be found that needs nothing of what is not. */
function likeData(page: number[]): (status: number) => boolean {
  const elsewhere = page.some((status) => status === 302 || status === 303) ? [202, 204] : [];
  const parts = page.some((status) => status === 302 || status === 404) ? [200, 404] : [];
  return among([...page.filter((status) => status < 300 || status > 399), ...elsewhere, ...parts]);
}

function apiAttacks(cast: Cast, as: Identity): Attack[] {
  const { victim, actors } = cast;
  const paths = [...new Set(operations.map(({ path }) => path))].filter((path) => path.startsWith("/api"));
  return [...paths, "/api/{user_id}/nowhere/{id}"].flatMap((path) =>
    METHODS.flatMap((method) => {
      const row = rowOf(path, method);
      const bearer = path.includes("{user_id}");
      // The other credential is nobody's at this door.
      const doors = bearer ? (["token", "cookie"] as const) : (["cookie", "token"] as const);
      return doors.flatMap((by) =>
        variants(path, method).flatMap(({ where, to, body }): Attack[] => {
          const wrong = by !== doors[0];
          if (wrong && (where !== "path" || as === "anonymous" || !row)) return [];
          const member = !wrong && (as === "owner" || as === "other");
          const said = row ? row[member ? "other" : "nobody"] : [204, 401, 403, 404, 405];
          const acts = row && !isRead(method);
          return [
            {
              name: `${method} ${path} as ${as}, JSON by ${by}, ${where}`,
              method,
              path: to,
              headers: body ? { "Content-Type": "application/json" } : {},
              body,
              expected: as === "owner" && member ? (status) => status < 500 && status !== 401 : among(said),
              ...(acts && as === "owner" && { fresh: "twin" as const }),
              ...(row?.ends && as === "other" && { fresh: "stranger" as const }),
              as,
              by,
              shows: as === "owner" && member && Boolean(row?.shows) && method === "GET" && where === "path",
            },
          ];
        }),
      );
    }),
  );

  function rowOf(path: string, method: string) {
    const asked = method === "HEAD" && !path.startsWith("/api/auth") ? "GET" : method;
    const operation = operations.find((one) => one.path === path && one.method === asked);
    return operation && OPERATIONS[operation.operationId];
  }

  function variants(path: string, method: string) {
    const [taskId] = victim.taskIds;
    const self = actors[as].id;
    const operation = operations.find((one) => one.path === path && one.method === method);
    const row = rowOf(path, method);
    const fill = (userId: string, id: string) => path.replace("{user_id}", userId).replace("{id}", id);
    const mine = method === "DELETE" ? taskId : cast.otherTaskId;
    const meant = { user_id: victim.id, userId: victim.id, id: taskId };
    const json = (fields: object) => (isRead(method) ? "" : JSON.stringify(fields));
    const plain = path.includes("{user_id}")
      ? { title: "stolen", ...(operation?.operationId === "replaceTask" && { completed: true }) }
      : (row?.body?.(cast) ?? {});
    const complete = operation?.operationId === "completeTask" ? {} : plain;
    const all = [{ where: "path", to: fill(victim.id, taskId), body: json(complete) }];
    if (!row) return all;
    if (path.includes("{id}"))
      all.push({ where: "id below one's own path", to: fill(self, taskId), body: json(complete) });
    all.push({
      where: "query",
      to: `${fill(self, mine)}?${new URLSearchParams({ ...meant, cursor: victim.cursor, token: victim.sessionToken })}`,
      body: json(complete),
    });
    if (method === "GET" && path.endsWith("/tasks"))
      for (const query of [`cursor=${victim.cursor}&limit=1`, "q=canary", "limit=200", "status=done&sort=title"])
        all.push({ where: `query ${query}`, to: `${fill(self, mine)}?${query}`, body: "" });
    if (!isRead(method))
      all.push({ where: "body", to: fill(self, mine), body: json({ ...meant, ...plain, sid: victim.id }) });
    if (method === "POST" && path.endsWith("/tasks"))
      all.push({ where: "key", to: fill(self, mine), body: json(plain) });
    return all;
  }
}

/** The attack as its actor sends it. */
export function dressed(attack: Attack, actor: Actor & { taskId?: string }, { victim }: Cast, origin: string) {
  const { method, by, fresh } = attack;
  const own = (text: string) =>
    fresh === "twin" ? text.replaceAll(victim.id, actor.id).replaceAll(victim.taskIds[0], actor.taskId!) : text;
  return {
    method,
    path: own(attack.path),
    body: own(attack.body),
    headers: {
      ...attack.headers,
      ...(by === "cookie"
        ? { Cookie: actor.cookie }
        : actor.token !== null && { Authorization: `Bearer ${actor.token}` }),
      ...(!isRead(method) && by === "cookie" && { Origin: origin, "Sec-Fetch-Site": "same-origin" }),
      ...(attack.name.endsWith(", key") && { "Idempotency-Key": victim.key }),
    } as Record<string, string>,
  };
}
