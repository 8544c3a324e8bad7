// The peers we measure beside ours. They go into a git-ignored folder of their own and are no dependencies.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const VERSIONS = {
  'yaml-language-server': '2.0.0',
  textlint: '15.8.0',
  'textlint-rule-prh': '6.1.0',
  '@vscode/ripgrep': '1.18.0',
  // yaml-language-server 2 asks for a newer Node than this project does
  [`node-${process.platform}-${process.arch}`]: '24.21.0',
};

/** Installs the peers from the npm registry when they are missing. @returns paths of what can be run */
export function installPeers(root) {
  const folder = path.join(root, '.bench');
  mkdirSync(folder, { recursive: true });
  const modules = path.join(folder, 'node_modules');
  const missing = Object.keys(VERSIONS).filter((name) => !existsSync(path.join(modules, name)));
  if (missing.length > 0) {
    console.log(`Installing the peers to compare with into .bench (${missing.join(', ')}) …`);
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
    const wanted = Object.entries(VERSIONS).map(([name, version]) => `${name}@${version}`);
    const run = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', ...wanted], {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (run.status !== 0)
      throw new Error('The peers could not be installed; run the bench with --no-peers to measure ours alone.');
  }
  const ripgrep = [`@vscode/ripgrep-${process.platform}-${process.arch}/bin/rg`, '@vscode/ripgrep/bin/rg']
    .map((name) => path.join(modules, name))
    .find((name) => existsSync(name));
  return {
    newNode: path.join(modules, `node-${process.platform}-${process.arch}/bin/node`),
    yamlLanguageServer: path.join(modules, 'yaml-language-server/bin/yaml-language-server'),
    textlint: path.join(modules, 'textlint/bin/textlint.js'),
    ripgrep,
    folder,
  };
}
