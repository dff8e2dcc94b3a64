// How the product's statements are executed, as PostgreSQL itself wrote it down while the product sent them.
import { asOwner } from "./owner.mjs";

const SETTINGS = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_buffers": "on",
  "auto_explain.log_format": "json",
};
const PLAN = /LOG: {2}duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)+)/g;

/** Has each statement of connections to come explained, while `work` runs: `work` is given `explained(ask)`. */
export async function explaining({ stage, url }, work) {
  const name = new URL(url).pathname.slice(1);
  const can = await asOwner(url, (sql) =>
    sql.unsafe("load 'auto_explain'").then(
      async () => {
        for (const [key, value] of Object.entries(SETTINGS))
          await sql.unsafe(`alter database ${name} set ${key} = '${value}'`);
        return true;
      },
      () => false,
    ),
  );
  if (!can) return undefined;
  let log = "";
  const listen = (chunk) => (log += chunk);
  stage.log().on("data", listen);
  try {
    return await work(async (ask) => {
      log = "";
      await ask();
      for (let left = 100; left > 0 && !plansIn(log).some(readsTasks); left--)
        await new Promise((resolve) => setTimeout(resolve, 20));
      return measured(plansIn(log));
    });
  } finally {
    stage.log().off("data", listen);
    await asOwner(url, (sql) => sql.unsafe(`alter database ${name} reset all`));
  }
}

function plansIn(log) {
  return [...log.matchAll(PLAN)].map(([, , text]) => JSON.parse(text.replaceAll(/^\t/gm, "")).Plan);
}

/** What a page of a list touched, and what counting was of it. */
function measured(plans) {
  const list = plans.find(readsTasks);
  if (!list) throw new Error("PostgreSQL wrote no plan for a list.");
  const counts = plans.flatMap(nodes).filter((node) => node["Relation Name"] === "task_counts");
  return {
    buffers: buffers(list),
    ms: list["Actual Total Time"],
    wholeTable: nodes(list).some((node) => node["Node Type"] === "Seq Scan" && node["Relation Name"] === "tasks"),
    counts: counts.map((node) => ({ buffers: buffers(node), ms: node["Actual Total Time"] })).at(0),
  };
}

const readsTasks = (plan) => nodes(plan).some((node) => node["Relation Name"] === "tasks");
const buffers = (node) => node["Shared Hit Blocks"] + node["Shared Read Blocks"];

/** A node of a plan and all below it. */
function nodes(node) {
  return [node, ...(node.Plans ?? []).flatMap(nodes)];
}
