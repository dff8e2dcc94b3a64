import { useEffect, useRef } from "react";
import { useLocation, useNavigation } from "react-router";

const PREFIX = "draft:";
const OWNER = "drafts-of";

/**
 * Keeps what is typed into forms that carry `data-draft` in this tab, until it is sent: a page that is left or loaded
 * anew by mistake has it again; a link with `data-instead` leaves it behind. Never a password, and never for anybody but
 * `who` typed it.
 */
export function useDrafts(who: string): void {
  const { key } = useLocation();
  const { state } = useNavigation();
  const sent = useRef<string>(undefined);

  useEffect(() => {
    if (sessionStorage.getItem(OWNER) !== who) forgetAll();
    sessionStorage.setItem(OWNER, who);
    const onInput = ({ target }: Event) => {
      const form = target instanceof Element && target.closest<HTMLFormElement>("form[data-draft]");
      if (form) keep(form);
    };
    const onSubmit = ({ target: form }: Event) => {
      if (!(form instanceof HTMLFormElement)) return;
      if (form.getAttribute("action")?.endsWith("/logout")) forgetAll();
      if (form.dataset.draft === undefined) return;
      keep(form); // the line for a new task is empty as soon as it is sent
      sent.current = form.dataset.draft;
    };
    const onClick = ({ target }: Event) => {
      const link = target instanceof Element && target.closest("a[data-instead]");
      const form = link ? link.closest<HTMLFormElement>("form[data-draft]") : null;
      if (form) sessionStorage.removeItem(PREFIX + form.dataset.draft);
    };
    document.addEventListener("input", onInput);
    document.addEventListener("submit", onSubmit);
    document.addEventListener("click", onClick);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("input", onInput);
      document.removeEventListener("submit", onSubmit);
    };
  }, [who]);

  useEffect(() => {
    if (state !== "idle" || sent.current === undefined) return;
    const form = document.querySelector(`form[data-draft="${sent.current}"]`);
    // Only a page that says what was done has done it; one to sign in on, or with a fault, has not.
    if (document.querySelector(".toast") && !form?.querySelector(".notice"))
      sessionStorage.removeItem(PREFIX + sent.current);
    sent.current = undefined;
  }, [state]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each page has other forms.
  useEffect(() => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) bringBack(form);
  }, [key]);
}

type Typed = string | boolean;

function keep(form: HTMLFormElement): void {
  const fields = fieldsOf(form);
  const typed = fields.map((field): Typed => (isBox(field) ? field.checked : field.value));
  const name = PREFIX + form.dataset.draft;
  // What is hidden goes along (the version that was read), but is no reason to keep anything.
  if (fields.some((field) => field.type !== "hidden" && (isBox(field) ? field.checked : field.value)))
    sessionStorage.setItem(name, JSON.stringify(typed));
  else sessionStorage.removeItem(name);
}

function bringBack(form: HTMLFormElement): void {
  const kept = sessionStorage.getItem(PREFIX + form.dataset.draft);
  if (!kept || form.querySelector(".notice")) return;
  const typed = JSON.parse(kept) as Typed[];
  for (const [i, field] of fieldsOf(form).entries()) {
    const value = typed[i];
    if (typeof value === "boolean") (field as HTMLInputElement).checked = value;
    else if (value !== undefined) field.value = value;
  }
}

function forgetAll(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
}

const fieldsOf = (form: HTMLFormElement) => [
  ...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input:not([type=password]), textarea"),
];

const isBox = (field: HTMLInputElement | HTMLTextAreaElement): field is HTMLInputElement => field.type === "checkbox";
