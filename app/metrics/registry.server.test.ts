import { expect, test } from "vitest";

import { counter, exposition, gauge, histogram } from "./registry.server";

test("what is measured is written as Prometheus reads it [OPS-051]", () => {
  const add = counter("apples_total", "Apples seen.", ["kind", "place"]);
  add(["red", "shop"]);
  add(["red", "shop"], 2);
  add(['a "b"\\\n', ""]);
  gauge("pears", "Pears in stock.", () => 7);
  gauge("plums", "Plums by tree.", () => [[["old"], 1]], { names: ["tree"] });
  const observe = histogram("weight", "What they weigh.", ["kind"], [0.5, 1]);
  for (const weight of [0.25, 0.5, 0.75, 2]) observe(["red"], weight);
  expect(exposition()).toBe(
    [
      "# HELP apples_total Apples seen.",
      "# TYPE apples_total counter",
      'apples_total{kind="red",place="shop"} 3',
      'apples_total{kind="a \\"b\\"\\\\\\n",place=""} 1',
      "# HELP pears Pears in stock.",
      "# TYPE pears gauge",
      "pears 7",
      "# HELP plums Plums by tree.",
      "# TYPE plums gauge",
      'plums{tree="old"} 1',
      "# HELP weight What they weigh.",
      "# TYPE weight histogram",
      'weight_bucket{kind="red",le="0.5"} 2',
      'weight_bucket{kind="red",le="1"} 3',
      'weight_bucket{kind="red",le="+Inf"} 4',
      'weight_sum{kind="red"} 3.5',
      'weight_count{kind="red"} 4',
      "",
    ].join("\n"),
  );
});
