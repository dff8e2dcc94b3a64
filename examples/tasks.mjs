// Signs in, writes a task down, completes it and lists what is there. Node 20, nothing to install:
//   CLEARLIST_URL=http://localhost:3000 CLEARLIST_EMAIL=… CLEARLIST_PASSWORD=… node examples/tasks.mjs "Buy milk"
const {
  CLEARLIST_URL: url = "http://localhost:3000",
  CLEARLIST_EMAIL: email,
  CLEARLIST_PASSWORD: password,
} = process.env;
const title = process.argv[2] ?? "Try the API";
const json = { "Content-Type": "application/json" };

const session = await ask("POST", "/api/auth/sign-in/email", { headers: json, body: { email, password } });
const cookie = session.headers
  .getSetCookie()
  .map((one) => one.split(";")[0])
  .join("; ");
const { token } = await (await ask("GET", "/api/auth/token", { headers: { Cookie: cookie } })).json();
const { sub } = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
const tasks = `/api/${sub}/tasks`;
const headers = { ...json, Authorization: `Bearer ${token}` };

// The key makes it safe to send this again when no answer came.
const key = { "Idempotency-Key": crypto.randomUUID() };
const task = await (await ask("POST", tasks, { headers: { ...headers, ...key }, body: { title } })).json();
await ask("PATCH", `${tasks}/${task.id}/complete`, { headers });

for (let next = `${tasks}?limit=50`; next; ) {
  const page = await ask("GET", next, { headers });
  for (const { title, completed } of (await page.json()).items) console.log(completed ? "[x]" : "[ ]", title);
  next = /<([^>]+)>; rel="next"/.exec(page.headers.get("Link") ?? "")?.[1];
}

async function ask(method, path, { headers, body }) {
  const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}
