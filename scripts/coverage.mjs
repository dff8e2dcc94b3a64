// How much of app/ the tests ran: what V8 noted in every server they started, mapped back to the sources.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CoverageReport } from "monocart-coverage-reports";

/** Prints the files with lines that no test ran, and answers with the covered share of all lines, in per cent. */
export async function coverage(folder) {
  const report = new CoverageReport({
    // It always writes; next to what it reads.
    outputDir: join(folder, "report"),
    reports: [],
    logging: "off",
    entryFilter: (entry) => entry.url.includes("/build/server/"),
    sourceFilter: (path) => /(^|\/)app\/.*\.tsx?$/.test(path),
    cleanCache: true,
  });
  if (readdirSync(folder).length > 0) await report.addFromDir(folder);
  const { summary, files } = await report.generate();
  for (const file of [...files].sort((a, b) => a.summary.lines.pct - b.summary.lines.pct)) {
    const { pct, covered, total } = file.summary.lines;
    if (pct < 90) console.log(`  ${String(pct).padStart(6)} %  ${file.sourcePath} (${covered} of ${total} lines)`);
  }
  return summary.lines.pct;
}
