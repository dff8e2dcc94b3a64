import postgres from "postgres";

/** One connection of the superuser. */
export async function asOwner(url, work) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
