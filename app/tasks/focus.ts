import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

const CONTROLS = [".tick", ".row-link", ".row-act"];

/**
 * Focus that goes with a row is given back to it where it only moved; where it is gone, to the row that takes its place,
 * else to the field for a new task.
 */
export function useFocusKept(list: RefObject<HTMLElement | null>, tasks: { id: string }[]): void {
  const held = useRef<{ id: string; index: number; control: string }>(undefined);
  const ids = tasks.map((task) => task.id).join();

  useEffect(() => {
    const note = (event: FocusEvent) => {
      const target = event.target as Element;
      const row = list.current?.contains(target) ? target.closest<HTMLElement>("[data-task]") : null;
      const control = CONTROLS.find((selector) => target.matches(selector)) ?? ".row-link";
      // A dialog gives focus back to the row that it asked about.
      if (!target.closest("dialog")) held.current = row ? { id: row.id, index: indexOf(row), control } : undefined;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, [list]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when other rows stand there is there something to do.
  useLayoutEffect(() => {
    if (!held.current || document.activeElement !== document.body) return;
    const { id, index, control } = held.current;
    const rows = list.current?.querySelectorAll<HTMLElement>("[data-task]") ?? [];
    const row = document.getElementById(id) ?? rows[Math.min(index, rows.length - 1)];
    const next =
      row?.querySelector<HTMLElement>(control) ??
      row?.querySelector<HTMLElement>(".row-act") ??
      document.querySelector<HTMLElement>("#title, .empty a");
    next?.focus({ preventScroll: true });
  }, [ids]);
}

const indexOf = (row: Element) => [...(row.parentElement?.children ?? [])].indexOf(row);
