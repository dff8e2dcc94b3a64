/** So many tasks somebody has at most, so that what grows is a leak and not their list. */
const MOST = 30;

/**
 * Somebody who uses the app without haste, by both doors, and knows what must be there. Each step is one request; what
 * was not answered as it must be is told to `failed`.
 *
 * @param {import("../reliability/person.mjs").Person} person
 * @param {ReturnType<typeof import("../reliability/random.mjs").seeded>} random
 * @param {(what: string) => void} failed
 */
export function user(person, random, failed) {
  /** @type {string[]} */
  let ids = [];
  let count = 0;
  const must = async (
    /** @type {string} */ what,
    /** @type {Promise<Response>} */ sent,
    /** @type {number} */ status,
  ) => {
    const answer = await sent;
    const body = await answer.text();
    if (answer.status !== status) failed(`${what} was answered with ${answer.status}: ${body.slice(0, 200)}`);
    return body;
  };
  const list = async () => {
    const { count: there, items } = JSON.parse(await must("list", person.api("/tasks?limit=50"), 200));
    if (there !== ids.length) failed(`${there} tasks are there, not ${ids.length}`);
    ids = items.map(({ id }) => id);
  };
  const page = async () => {
    const html = await must(
      "page",
      person.page(random.oneOf(["/tasks", "/tasks?status=done", "/tasks?q=errand"])),
      200,
    );
    if (!html.includes("</html>")) failed("half a page");
  };
  const add = async () => {
    count += 1;
    const title = `errand ${count}`;
    const body = await must(
      "add",
      person.api("/tasks", { body: { title }, headers: { "Idempotency-Key": `add-${count}` } }),
      201,
    );
    ids.push(JSON.parse(body).id);
  };
  const addByForm = async () => {
    count += 1;
    await must("form: add", person.form("/tasks", { title: `errand ${count}` }), 303);
    ids.push("");
    await list();
  };
  const complete = () => {
    const completed = String(random.below(2) === 0);
    return must("form: complete", person.form(`/tasks/${random.oneOf(ids)}/completion`, { completed }), 303);
  };
  const rename = () => {
    const body = { title: `errand ${random.below(1000)}` };
    return must("rename", person.api(`/tasks/${random.oneOf(ids)}`, { method: "PATCH", body }), 200);
  };
  const remove = async () => {
    const [id] = ids.splice(random.below(ids.length), 1);
    await must("delete", person.api(`/tasks/${id}`, { method: "DELETE" }), 204);
  };

  return async () => {
    if (ids.length === 0) return add();
    if (ids.length >= MOST) return remove();
    return random.oneOf([list, list, page, page, page, add, addByForm, complete, rename, remove])();
  };
}
