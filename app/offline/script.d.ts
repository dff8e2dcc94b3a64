/** A script as a text; see vite.config.ts. */
declare module "*?script" {
  const text: string;
  export default text;
}
