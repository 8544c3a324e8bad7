/** How the web bundle carries tables: esbuild makes bytes of `.bin` and a string of `.txt` (scripts/tables.mjs). */
declare module '*.bin' {
  const bytes: Uint8Array;
  export default bytes;
}
declare module '*.txt' {
  const text: string;
  export default text;
}
