import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";

import { userOf } from "../../lib/tasks.js";

/** Who asks, by the token in their cookie. */
export const visitor = cache(async () => {
  const token = (await cookies()).get("token")?.value;
  const user = token && (await userOf(token));
  if (!user) redirect("/");
  return user;
});
