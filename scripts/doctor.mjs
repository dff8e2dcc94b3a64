// `npm run doctor`: what is wrong with the settings, the directory, the database, the address or the mail, in words.
// Ends with status 0 when nothing is. The server may be running.
import { ensureBuilt, ensureInstalled, requireNode, root } from "./prepare.cjs";
import { server } from "./server.cjs";

requireNode();
process.chdir(root);
ensureInstalled();
ensureBuilt();

const findings = await look();
for (const finding of findings) print(finding);
const { length } = findings.filter(({ verdict }) => verdict === "wrong");
console.log(length === 0 ? "\nNothing is wrong." : `\n${length} ${length === 1 ? "thing is" : "things are"} wrong.`);
process.exit(length === 0 ? 0 : 1);

async function look() {
  try {
    return await server("index").doctor();
  } catch (error) {
    if (error.name !== "SettingsError") throw error;
    return error.message.split("\n").map((what) => ({
      verdict: "wrong",
      subject: "Settings",
      what,
      why: "The server does not start with such a setting; nothing else could be looked at.",
      remedy: "Correct it in the environment; .env.example says what it is for.",
    }));
  }
}

function print({ verdict, subject, what, why, remedy }) {
  const mark = { fine: "  ok ", note: "note ", wrong: "WRONG" }[verdict];
  console.log(`${mark}  ${subject}: ${what}`);
  if (why) console.log(`       Why it matters: ${why}`);
  if (remedy) console.log(`       What to do: ${remedy}`);
}
