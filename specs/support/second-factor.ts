import { cookieOf, type Person, person, post, submit } from "./person";
import { codeOf } from "./totp";

/** Somebody who signs in with a code besides the password. */
export interface Guarded {
  who: Person;
  secret: string;
  codes: string[];
}

/** A post to the page that sets a second factor up and switches it off. */
export const setUp = (url: string, who: Person, fields: Record<string, string>) =>
  submit(`${url}/settings/second-factor`, fields, who.cookie);

/** Begins the set-up: the secret, which counts for nothing yet. */
export async function begin(url: string, who: Person): Promise<string> {
  const html = await (await setUp(url, who, { currentPassword: who.password })).text();
  return /name="secret" value="([A-Z2-7]+)"/.exec(html)![1]!;
}

/** A person with a second factor. The code of this half minute is used up; the next one is not. */
export async function guarded(url: string): Promise<Guarded> {
  const who = await person(url);
  const secret = await begin(url, who);
  const answer = await setUp(url, who, { code: codeOf(secret), secret });
  if (answer.status !== 200) throw new Error(`second factor: ${answer.status}`);
  const codes = [...(await answer.text()).matchAll(/<li>([\w-]{11})<\/li>/g)].map(([, code]) => code!);
  return { who: { ...who, cookie: jar(cookieOf(answer)) }, secret, codes };
}

/** Signs in with the password: what is answered when a code is asked for. */
export const signInWithPassword = (url: string, { email, password }: Person) =>
  post(`${url}/api/auth/sign-in/email`, { email, password });

/** The cookies after an answer, the last one of a name counting. */
export const jar = (cookies: string) =>
  Object.entries(Object.fromEntries(cookies.split("; ").map((pair) => /^([^=]+)=(.*)$/.exec(pair)!.slice(1))))
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
