/** The process is up. */
export const loader = () => new Response("ok\n", { headers: { "Cache-Control": "no-store" } });
