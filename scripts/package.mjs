// `npm run package`: builds for release and writes pitchlint-VERSION.vsix.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies, fail, root } from './setup.mjs';

ensureDependencies();
const { build, printSizes } = await import('./build.mjs');
const sizes = await build({ production: true });
printSizes(sizes);
// what a start reads grows by the line: more than this wants a reason, and a look at what can go (coded rules apart)
const MOST_OWN_CODE = { server: 570, client: 60 };
for (const [part, most] of Object.entries(MOST_OWN_CODE))
  if (sizes[part].own > most * 1000) fail(`The ${part}'s own code is ${sizes[part].own} bytes, over ${most} kB.`);

const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const file = `${name}-${version}.vsix`;
// Everything is bundled, so node_modules stays out; pictures are inside the package, so their links stay as they are.
const result = spawnSync(
  process.execPath,
  [
    'node_modules/@vscode/vsce/vsce',
    ...[
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--allow-unused-files-pattern',
      '--out',
      file,
    ],
  ],
  { cwd: root, encoding: 'utf8' },
);
if (result.status !== 0) fail(`vsce could not make the package:\n${result.stdout}${result.stderr}`);
console.log(`${file}: ${(statSync(path.join(root, file)).size / 1000).toFixed(0)} kB`);
