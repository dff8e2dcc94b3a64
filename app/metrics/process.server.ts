import { readdirSync } from "node:fs";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";

import { gauge } from "./registry.server";

const RESOLUTION_MS = 10;
const asCounter = { type: "counter" } as const;

/** Measures this process from now on, under the names that dashboards for Node look for. */
export function measureProcess(): void {
  const { uptime, memoryUsage } = process;
  const started = Date.now() / 1000 - uptime();
  gauge("process_start_time_seconds", "When the process started, since 1970.", () => started);
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  gauge("process_cpu_seconds_total", "Processor time, the system's on our behalf included.", cpuSeconds, asCounter);
  gauge("process_resident_memory_bytes", "Memory that the process occupies.", () => memoryUsage.rss());
  gauge("nodejs_heap_size_total_bytes", "The heap as it is reserved.", () => memoryUsage().heapTotal);
  gauge("nodejs_heap_size_used_bytes", "The heap as it is used.", () => memoryUsage().heapUsed);
  gauge("nodejs_external_memory_bytes", "Memory beside the heap, buffers included.", () => memoryUsage().external);
  gauge("process_open_fds", "Open files and sockets.", openFiles);
  gauge("nodejs_active_resources", "What keeps the event loop busy, by kind.", resources, { names: ["type"] });
  measureEventLoop();
}

/** How late timers come, since it was last asked: what a blocked loop looks like to everybody who waits. */
function measureEventLoop(): void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  // It measures whole intervals, so that a loop that is never late shows the interval itself.
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS) / 1000 || 0;
  const quantiles: [string, () => number][] = [
    ["0.5", () => delay.percentile(50)],
    ["0.99", () => delay.percentile(99)],
    ["1", () => delay.max],
  ];
  const read = () => {
    const now = quantiles.map(([name, of]): [string[], number] => [[name], late(of())]);
    delay.reset();
    return now;
  };
  gauge("nodejs_eventloop_lag_seconds", "How late timers came, since the last look.", read, { names: ["quantile"] });
  let since = performance.eventLoopUtilization();
  gauge("nodejs_eventloop_utilization", "The share of time in which the loop was busy, since the last look.", () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, since);
    since = now;
    return utilization;
  });
}

/** Linux tells; elsewhere there is nothing to say. */
function openFiles(): [string[], number][] {
  try {
    return [[[], readdirSync("/proc/self/fd").length]];
  } catch {
    return [];
  }
}

function resources(): [string[], number][] {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => [[type], count]);
}
