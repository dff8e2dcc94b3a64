import { audit } from "./audit.mjs";

/** @typedef {import("./audit.mjs").Known} Known */
/**
 * @typedef {object} Write
 * @property {string} kind
 * @property {Known} [before] the task it is about
 * @property {Known} [after] what it makes of it; none when it removes it
 * @property {boolean} again whether it may be sent again: it carries a key
 * @property {() => Promise<Response>} send
 * @property {(answer: Response) => boolean} accepted
 */

/**
 * Somebody who writes through both doors, one write after the other, and remembers what was acknowledged.
 *
 * @param {import("../reliability/person.mjs").Person} person
 * @param {ReturnType<typeof import("../reliability/random.mjs").seeded>} random
 * @param {(event: object) => void} note
 */
export function writer(person, random, note) {
  /** @type {Known[]} */
  let tasks = [];
  /** @type {Write | undefined} */
  let open;
  /** @type {{ write: Write, id: string } | undefined} The last that was acknowledged under a key of the API. */
  let keyed;
  let count = 0;
  const wrong = [];

  /** Chooses what to do next; every write has a title of its own. */
  const choose = () => {
    count += 1;
    const title = `write ${count} of ${person.id}`;
    const changeable = tasks.filter(({ id }) => id);
    const kind =
      random.next() < 0.5 || changeable.length === 0 ? "create" : random.oneOf(["rename", "complete", "delete"]);
    const door = random.oneOf(["form", "api"]);
    const withKey = random.next() < 0.6;
    return writes[kind](door, title, changeable.length > 0 ? random.oneOf(changeable) : undefined, withKey);
  };

  /** @type {Record<string, (door: string, title: string, before: Known | undefined, withKey: boolean) => Write>} */
  const writes = {
    create: (door, title, _, again) => ({
      kind: `${door}: create`,
      after: { title, completed: false, version: 1 },
      again,
      ...(door === "form"
        ? toForm("/tasks", { title, ...(again && { form_key: `key-${count}` }) })
        : toApi("/tasks", { body: { title }, headers: again ? { "Idempotency-Key": `key-${count}` } : {} }, 201)),
    }),
    rename: (door, title, before) => ({
      kind: `${door}: rename`,
      before,
      after: { ...before, title, version: before.version + 1 },
      again: false,
      ...(door === "form"
        ? toForm(`/tasks/${before.id}`, { title, version: String(before.version) })
        : toApi(`/tasks/${before.id}`, { method: "PATCH", body: { title } }, 200)),
    }),
    complete: (door, _, before) => ({
      kind: `${door}: complete`,
      before,
      after: { ...before, completed: !before.completed, version: before.version + 1 },
      again: false,
      ...(door === "form"
        ? toForm(`/tasks/${before.id}/completion`, { completed: String(!before.completed) })
        : toApi(`/tasks/${before.id}`, { method: "PATCH", body: { completed: !before.completed } }, 200)),
    }),
    delete: (door, _, before) => ({
      kind: `${door}: delete`,
      before,
      again: false,
      ...(door === "form"
        ? toForm(`/tasks/${before.id}/delete`, {})
        : toApi(`/tasks/${before.id}`, { method: "DELETE" }, 204)),
    }),
  };
  const toForm = (/** @type {string} */ path, /** @type {Record<string, string>} */ fields) => ({
    send: () => person.form(path, fields),
    // A form of somebody who is not signed in any more leads to the sign-in.
    accepted: (/** @type {Response} */ answer) =>
      answer.status === 303 && !answer.headers.get("Location").startsWith("/login"),
  });
  const toApi = (
    /** @type {string} */ path,
    /** @type {Parameters<typeof person.api>[1]} */ init,
    /** @type {number} */ status,
  ) => ({
    send: () => person.api(path, init),
    accepted: (/** @type {Response} */ answer) => answer.status === status,
  });

  /** Sends it: true when it was acknowledged, false when nobody can say. */
  const attempt = async (/** @type {Write} */ write) => {
    const said = { who: person.id, n: count, kind: write.kind, about: write.before?.id ?? write.after.title };
    note({ event: "sent", ...said });
    /** @type {Response} */
    let answer;
    let body = "";
    try {
      answer = await write.send();
      body = await answer.text();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      note({ event: "unanswered", ...said });
      return false;
    }
    note({ event: "answered", ...said, status: answer.status });
    if (answer.status === 503) return false;
    if (!write.accepted(answer)) {
      wrong.push(`${write.kind} was answered with ${answer.status}: ${body.slice(0, 200)}`);
      return false;
    }
    const made = answer.status === 201 ? /** @type {Known} */ (JSON.parse(body)) : undefined;
    tasks = tasks.filter((task) => task !== write.before);
    if (write.after) tasks.push(made ? { ...write.after, id: made.id } : write.after);
    if (made && write.again) keyed = { write, id: made.id };
    return true;
  };

  /** Sends it until it is acknowledged, as a program with a key does. */
  const insist = async (/** @type {Write} */ write) => {
    for (let n = 0; n < 10; n++) if (await attempt(write)) return true;
    return false;
  };

  return {
    /** Writes until `over`, or until a write is not acknowledged; says each time when one is. */
    async write(/** @type {() => boolean} */ over, /** @type {() => void} */ acknowledged) {
      while (!over()) {
        const write = choose();
        open = write;
        if (!(await attempt(write))) return;
        open = undefined;
        acknowledged();
      }
    },
    /** After a restart: what is there, against what was acknowledged. */
    async check() {
      await person.renewToken();
      const { lost, doubled, known, done } = audit(tasks, open, await person.allTasks());
      const unanswered = open;
      tasks = known;
      open = undefined;
      return { lost, doubled, unanswered, done };
    },
    /**
     * Sends again what has a key: the write that nobody answered (`done` before the kill or not), and the last that was
     * acknowledged. Each must come out as done once; `check` finds what would be there twice.
     */
    async repeat(/** @type {Write | undefined} */ unanswered, /** @type {boolean} */ done) {
      let sent = 0;
      const doubled = [];
      if (unanswered?.again) {
        const there = tasks.find(({ title }) => title === unanswered.after.title);
        if (await insist(unanswered)) {
          const made = done ? tasks.pop() : undefined;
          if (made?.id && made.id !== there.id) doubled.push(`${made.title} got two ids`);
        } else wrong.push(`${unanswered.kind}, sent again, was not acknowledged`);
        sent += 1;
      }
      if (keyed) {
        const answer = await keyed.write.send();
        const { id } = await answer.json();
        note({ event: "answered again", who: person.id, about: keyed.write.after.title, status: answer.status, id });
        if (answer.status !== 201 || answer.headers.get("Idempotency-Replayed") !== "true" || id !== keyed.id)
          doubled.push(`${keyed.write.after.title}, sent again, was answered with ${answer.status} and ${id}`);
        sent += 1;
      }
      return { sent, doubled };
    },
    wrong,
  };
}
