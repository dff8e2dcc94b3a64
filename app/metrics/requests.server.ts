import { counter, gauge, histogram } from "./registry.server";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const total = counter("http_requests_total", "Requests that ended.", ["method", "route", "status"]);
const duration = histogram(
  "http_request_duration_seconds",
  "From a request's arrival to the end of its answer.",
  ["method", "route"],
  SECONDS,
);

let running = 0;
gauge("http_requests_in_flight", "Requests that have not been answered yet.", () => running);

interface Ended {
  method: string;
  /** The pattern of its address, never the address itself: that would name people and tasks, and have no end. */
  route: string;
  /** `closed` when whoever asked went away before there was an answer. */
  status: string;
}

/** Counts a request that arrives `at` this moment; returns what is told how it ended. */
export function requestArrived(at: number): (ended: Ended) => void {
  running += 1;
  return ({ method, route, status }) => {
    running -= 1;
    const known = METHODS.has(method) ? method : "other";
    total([known, route, status]);
    duration([known, route], (performance.now() - at) / 1000);
  };
}
