// `npm run screenshots`: copies the pictures that the README and the guides show from the last end-to-end run into docs/images/.
// They are committed by hand, when the look has changed, because every run's pixels differ a little.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fail, root } from './setup.mjs';

const shown = [
  ...['hover', 'quick-fix', 'product-completion', 'row-order', 'branch-jump', 'complaint-report'],
  ...['paste-cleanup', 'rendered', 'pack-uncovered', 'allow-phrase'],
];
const from = path.join(root, 'test/e2e/screenshots');
const to = path.join(root, 'docs/images');
mkdirSync(to, { recursive: true });
for (const name of shown) {
  const file = path.join(from, `${name}.png`);
  if (!existsSync(file)) fail(`There is no ${name}.png in test/e2e/screenshots; run \`npm test\` first.`);
  copyFileSync(file, path.join(to, `${name}.png`));
  console.log(`docs/images/${name}.png`);
}
