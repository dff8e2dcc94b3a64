import { expect, inject, test } from "vitest";

import { person, submit } from "../support/person";

const url = inject("url");

test.each(["/tasks", "/tasks/new"])(
  "the form on %s, sent twenty times at once, makes one task [UI-028, API-035]",
  async (path) => {
    const who = await person(url);
    const page = await (await fetch(url + path, { headers: { Cookie: who.cookie } })).text();
    const key = /name="form_key" value="([^"]+)"/.exec(page)![1]!;
    const fields = { title: "Once", form_key: key };
    const answers = await Promise.all(Array.from({ length: 20 }, () => submit(url + path, fields, who.cookie)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
    expect(await (await who.api("/tasks")).json()).toMatchObject({ count: 1, items: [{ title: "Once" }] });
    await submit(url + path, { ...fields, title: "Other words" }, who.cookie);
    expect(await (await who.api("/tasks")).json()).toMatchObject({ count: 2 });
    await submit(url + path, { title: "No key" }, who.cookie);
    await submit(url + path, { title: "No key", form_key: "'; drop" }, who.cookie);
    expect(await (await who.api("/tasks")).json()).toMatchObject({ count: 4 });
  },
);
