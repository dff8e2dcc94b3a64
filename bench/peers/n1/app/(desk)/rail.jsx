"use client";
import Link from "next/link";
import { useSearchParams } from "next/navigation";

import { Icon } from "./drawing.jsx";

const PARTS = [
  { status: "all", label: "All", to: "/tasks" },
  { status: "pending", label: "Pending", to: "/tasks?status=pending" },
  { status: "done", label: "Done", to: "/tasks?status=done" },
];

export function Rail({ counts }) {
  const current = useSearchParams().get("status") ?? "all";
  return (
    <nav className="rail" aria-label="Filter">
      {PARTS.map(({ status, label, to }) => (
        <Link key={status} href={to} className="rail-link" aria-current={current === status ? "page" : undefined}>
          <Icon />
          <span className="rail-words">
            {label} <span className="count">{status === "all" ? counts.pending + counts.done : counts[status]}</span>
          </span>
        </Link>
      ))}
    </nav>
  );
}
