/** What a file of a pack holds, by its name: the loader, the reader of its YAML and the editor all go by it. */
export const PACK_TABLES = ['pack', 'disclosures', 'glossary', 'citations', 'markets'] as const;
export type PackFileRole = (typeof PACK_TABLES)[number] | 'words' | 'rule';

export function packFileRole(uri: string): PackFileRole {
  const name = /([^/\\]+)\.ya?ml$/u.exec(uri)?.[1] ?? '';
  if (name === 'words' || /[/\\]words[/\\][^/\\]+$/u.test(uri)) return 'words';
  return PACK_TABLES.find((table) => table === name) ?? 'rule';
}
