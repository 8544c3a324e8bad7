/**
 * What the build made and the core, and features/snippets.ts, read at run time: files beside the program in Node, sent by the client on the web. Which of
 * tables.node.ts and tables.web.ts this is decides scripts/tables.mjs. Nothing is read before it is asked for.
 */
declare module 'pitchlint:tables' {
  /** The bytes of a table; throws when the installation lacks it. Not to be written to. */
  export function tableBytes(name: 'characters' | 'standard-program' | 'pinyin'): Uint8Array;
  export function tableText(
    name: 'coded-texts' | 'snippets' | 'standard-pack' | 'standard-program' | 'standard-words',
  ): string;
}
