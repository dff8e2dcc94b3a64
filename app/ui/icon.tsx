const PATHS = {
  add: "M10 4v12M4 10h12",
  tick: "M4.5 10.5l3.7 3.7L15.5 6",
  remove: "M4 5.5h12M8 5.5V4h4v1.5M5.5 5.5l.7 10.5h7.6l.7-10.5M8.5 8.5v4.5M11.5 8.5v4.5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  edit: "M4 16l.8-3.2L13.5 4 16 6.5l-8.8 8.7z",
  back: "M12 4.5L6.5 10l5.5 5.5",
  down: "M10 4v12M5.5 11.5L10 16l4.5-4.5",
  up: "M10 16V4M5.5 8.5L10 4l4.5 4.5",
  caution: "M10 6.5v4M10 13.5h.01M10 2.8a7.2 7.2 0 100 14.4 7.2 7.2 0 000-14.4z",
  insights: "M4.5 16v-5M10 16V4M15.5 16V8",
  search: "M9 3.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM13 13l4 4",
  all: "M4 5.5h12M4 10h12M4 14.5h12",
  pending: "M10 3.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13z",
  done: "M10 3.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM7 10.2l2.2 2.2L13.2 8",
} as const;

/** A drawing of one line beside words that say the same; it is never the only name of a thing. */
export function Icon({ name, className = "icon" }: { name: keyof typeof PATHS; className?: string }) {
  return (
    <svg className={className} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} pathLength={name === "tick" ? 1 : undefined} />
    </svg>
  );
}
