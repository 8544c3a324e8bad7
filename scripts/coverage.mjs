// docs/plan-checks.yaml → docs/coverage.md: which rule makes which check of a proposal, and why some are not made.
// `node scripts/coverage.mjs` writes the page; test/coverage.test.ts fails while it is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @returns {{id: string, check: string, rules: string[], why?: string}[]} */
export const planChecks = () => parse(readFileSync(path.join(root, 'docs/plan-checks.yaml'), 'utf8'));

/** The whole page. */
export function coveragePage(checks = planChecks()) {
  const made = checks.filter(({ rules }) => rules.length > 0).length;
  const rows = checks.map(({ id, check, rules, why }) => {
    const by = rules.length > 0 ? rules.map((rule) => `\`${rule}\``).join(', ') : '**not automated**';
    return `| \`${id}\` | ${check} | ${by} | ${why ?? ''} |`;
  });
  return `# What is checked in a proposal

Made from \`docs/plan-checks.yaml\` by \`node scripts/coverage.mjs\`. ${made} of ${checks.length} checks are made by rules; for the others the last column says why not. \`pitchlint explain RULE\` shows a rule with its basis.

| Check | What it asks | Rule | Note |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(path.join(root, 'docs/coverage.md'), coveragePage());
