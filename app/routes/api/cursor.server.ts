import { createHmac, timingSafeEqual } from "node:crypto";

import { derivedKey } from "~/auth/secret.server";
import type { TaskQuery } from "~/tasks/task-input.server";
import type { Place } from "~/tasks/task-list.server";

/**
 * A place in a list as an opaque text. It is signed together with whose list it is, its filters and its order: one
 * that was edited, or comes with others, is not read. The limit may change from page to page.
 */
export function cursorOf(place: Place, userId: string, query: TaskQuery): string {
  const body = Buffer.from(JSON.stringify([place.key, place.id])).toString("base64url");
  return `${body}.${signature(body, userId, query)}`;
}

/** The place that a cursor stands for; undefined when it is not one of ours for this list. */
export function placeOf(cursor: string, userId: string, query: TaskQuery): Place | undefined {
  const [body = "", signed = "", ...rest] = cursor.split(".");
  const expected = signature(body, userId, query);
  const same = signed.length === expected.length && timingSafeEqual(Buffer.from(signed), Buffer.from(expected));
  if (!same || rest.length > 0) return undefined;
  const [key, id] = JSON.parse(Buffer.from(body, "base64url").toString()) as [string, string];
  return { key, id };
}

function signature(body: string, userId: string, { status, sort, order, q }: TaskQuery): string {
  const signed = JSON.stringify([body, userId, status, sort, order, q ?? null]);
  return createHmac("sha256", derivedKey("clearlist/cursor/v1")).update(signed).digest("base64url").slice(0, 22);
}
