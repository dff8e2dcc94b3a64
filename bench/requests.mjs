// What is asked for: raw requests, made before the clock runs.
import { randomInt } from "node:crypto";

import { taskId } from "./seed.mjs";
import { heldToken, newToken, sessionCookie } from "./tokens.mjs";

/** The people who read; the others write, so that what is read stays as it is. */
const READERS = 0.5;

/** @typedef {{ users: number, tasks: number }} Size */

/** Requests that a run sends in turn, for this server. */
export const SCENARIOS = {
  list: (server, size) => people(size).map((user) => read(server, user, "tasks")),
  get: (server, size) =>
    people(size).map((user) => read(server, user, `tasks/${taskId(user, 1 + randomInt(size.tasks))}`)),
  create: (server, size) => people(size, true).map((user) => post(server, user)),
  /** No token comes twice. */
  "cold list": (server, size) =>
    Array.from({ length: 12_000 }, () => {
      const user = 1 + randomInt(size.users * READERS);
      return read(server, user, "tasks", newToken(server, user));
    }),
  page: (server, size) => people(size).map((user) => page(server, user)),
};

function people({ users }, writers = false) {
  const half = Math.floor(users * READERS);
  const all = Array.from({ length: half }, (_, at) => (writers ? half : 0) + at + 1);
  // Neighbours in the table are not asked for one after the other.
  return all.sort(() => Math.random() - 0.5);
}

/** Asks the API for something below somebody's address. */
export function read(server, user, path, bearer = heldToken(server, user)) {
  return request(server, `GET /api/user-${user}/${path}`, [
    `Authorization: Bearer ${bearer}`,
    "Accept: application/json",
  ]);
}

function post(server, user) {
  const body = JSON.stringify({
    title: "A task of the benchmark",
    description: "With a few words to look like a real one.",
  });
  const fields = [
    `Authorization: Bearer ${heldToken(server, user)}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return request(server, `POST /api/user-${user}/tasks`, fields, body);
}

/** Asks for the page of somebody's list. */
export function page(server, user) {
  const cookie = server.kind === "product" ? sessionCookie(user) : `token=${heldToken(server, user)}`;
  return request(server, "GET /tasks", [`Cookie: ${cookie}`, "Accept: text/html"]);
}

function request(server, line, fields, body = "") {
  return Buffer.from(`${line} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n${fields.join("\r\n")}\r\n\r\n${body}`);
}
