import type { NavigateFunction } from "react-router";

import { PLACES } from "./read-key";

/** What stands in front of the page because somebody asked for it. */
export type Shown = "palette" | "list";

const find = (selector: string, within: ParentNode = document) => within.querySelector<HTMLElement>(selector);

/** Does what a key asks for. Most keys press what stands on the page, so that it is done in one way only. */
export function press(key: string, navigate: NavigateFunction, show: (what: Shown) => void): void {
  const row = document.activeElement?.closest<HTMLElement>("[data-task]");
  // On the page of one task, its form is what is meant.
  const task = row ?? find(".sheet");
  if (key === "n" || key === "q") writeTask(navigate);
  else if (key === "/") toField("#q", navigate);
  else if (key === "j" || key === "k") step(key === "j" ? 1 : -1, row);
  else if (key === "x") task && find(".tick, [type=checkbox]", task)?.click();
  else if (key === "e") row ? find("[data-edit]", row)?.click() : find(".sheet #title")?.focus();
  else if (key === "#") task && find("[data-ask]", task)?.click();
  else if (key === "u") find("[data-undo]")?.click();
  else if (key === "?") show("list");
  else if (key === "palette") show("palette");
  else navigate(PLACES[key.slice(2)] ?? "/tasks");
}

/** To the line on which a task is added, from wherever one is. */
export function writeTask(navigate: NavigateFunction): void {
  toField(".quick-add #title", navigate);
}

function toField(selector: string, navigate: NavigateFunction): void {
  const field = find(selector);
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
  else if (location.pathname !== "/tasks") navigate("/tasks", { state: { focus: selector } });
}

/** To the next row or the one before; from elsewhere, into the list from that end. */
function step(by: 1 | -1, row: HTMLElement | null | undefined): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-task]")];
  const at = row ? rows.indexOf(row) + by : by > 0 ? 0 : rows.length - 1;
  const next = rows[at];
  if (next) find(".row-link, .row-edit, .row-act", next)?.focus();
}
