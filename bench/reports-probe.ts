/** One measurement in a process of its own over a folder: `parse`, `agenda`, a report's name, or `warm:` and one of them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDocument } from 'yaml';
import { compileLater } from '../server/src/cli/compile-later.ts';
import { nodeHost } from '../server/src/host.node.ts';
import { KeptAgenda } from '../server/src/reports/agenda/kept.ts';
import { toMarkdown } from '../server/src/reports/markdown.ts';
import { KeptReports, makeReport, type ReportName } from '../server/src/reports/report.ts';
import { Session } from '../server/src/workspace/session.ts';
import { normalizeUri } from '../server/src/workspace/uri.ts';

const [what = '', folder = ''] = process.argv.slice(2);
const files = (readdirSync(folder, { recursive: true }) as string[])
  .filter((name) => /\.(yaml|pitch)$/.test(name))
  .map((name) => path.join(folder, name))
  .sort();

/** Processor time in milliseconds: on a busy machine the clock measures the others. */
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const session = new Session(
  nodeHost(() => {}),
  { asOf: '2026-11-20' },
);
session.setFolders([pathToFileURL(folder).href]);
const uris = files.map((file) => normalizeUri(pathToFileURL(file).href));

/** What a command makes, or what an editor makes that keeps its parts. */
function maker(subject: string, keeps: boolean): () => Promise<unknown> {
  if (subject === 'nothing') return async () => undefined;
  if (subject === 'agenda') {
    const agenda = new KeptAgenda(session, { once: !keeps });
    return () => agenda.of(uris);
  }
  const kept = keeps ? new KeptReports() : undefined;
  const options = { pathOf: (uri: string) => uri, reasonOf: ({ detail }: { detail: string }) => detail };
  return async () => toMarkdown(await makeReport(subject as ReportName, session, uris, options, kept));
}

/** Files that the subject is about. */
function aboutOf(subject: string): string[] {
  const kinds: Readonly<Record<string, string>> = {
    retro: '.pitch',
    content: '.pitch',
    goals: '.goals.yaml',
    compare: '.catalog.yaml',
  };
  return files.filter((name) => name.endsWith(kinds[subject] ?? '.client.yaml'));
}

if (what === 'parse') {
  const started = spent();
  let errors = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (file.endsWith('.yaml')) errors += parseDocument(text, { uniqueKeys: false }).errors.length;
  }
  done({ ms: spent() - started, errors });
} else if (what.startsWith('warm:')) {
  const subject = what.slice('warm:'.length);
  const make = maker(subject, true);
  await make();
  const about = aboutOf(subject);
  const times: number[] = [];
  for (let n = 0; n < 9; n++) {
    const file = about[(n * 7) % about.length]!;
    // the file on disk stays as it is: the editor has another text
    const uri = normalizeUri(pathToFileURL(file).href);
    session.fileChanged(uri, false);
    session.store.put(uri, `${readFileSync(file, 'utf8')}${file.endsWith('.pitch') ? '//' : '#'} ${n}\n`);
    const from = spent();
    await make();
    times.push(spent() - from);
  }
  times.sort((a, b) => a - b);
  done({ warm: times[times.length >> 1] });
} else {
  // as the command does
  compileLater();
  const make = maker(what, false);
  const started = spent();
  const held = await make();
  const ms = spent() - started;
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  done({ ms, heap: Math.round(process.memoryUsage().heapUsed / 2 ** 20), shown: String(held).length });
}

function done(measured: object): void {
  console.log(JSON.stringify({ peak: Math.round(process.resourceUsage().maxRSS / 1024), ...measured }));
}
