/** One measurement in a process of its own: `parse`, `agenda` or a report's name, over a folder. Prints JSON. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDocument } from 'yaml';
import { nodeHost } from '../server/src/host.node.ts';
import { KeptAgenda } from '../server/src/reports/agenda/kept.ts';
import { toMarkdown } from '../server/src/reports/markdown.ts';
import { makeReport, type ReportName } from '../server/src/reports/report.ts';
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
const started = spent();
let warm: number | undefined;
if (what === 'parse') {
  let errors = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (file.endsWith('.yaml')) errors += parseDocument(text, { uniqueKeys: false }).errors.length;
  }
  done({ errors });
} else {
  const session = new Session(
    nodeHost(() => {}),
    { asOf: '2026-11-20' },
  );
  session.setFolders([pathToFileURL(folder).href]);
  const uris = files.map((file) => normalizeUri(pathToFileURL(file).href));
  if (what === 'agenda') {
    const kept = new KeptAgenda(session);
    const { items } = await kept.of(uris);
    const took = spent() - started;
    const times: number[] = [];
    for (let n = 0; n < 9; n++) {
      const file = files.find(
        (name) => name.includes(`c${String(n * 7).padStart(4, '0')}`) && name.endsWith('.client.yaml'),
      )!;
      writeFileSync(file, `${readFileSync(file, 'utf8')}note: ${n}\n`.replace(/(note: \d+\n)+$/, `note: ${n}\n`));
      session.fileChanged(pathToFileURL(file).href, false);
      const from = spent();
      await kept.of(uris);
      times.push(spent() - from);
    }
    times.sort((a, b) => a - b);
    warm = times[times.length >> 1];
    done({ items: items.length }, took);
  } else {
    const report = await makeReport(what as ReportName, session, uris, {
      pathOf: (uri) => uri,
      reasonOf: ({ detail }) => detail,
    });
    done({ length: toMarkdown(report).length });
  }
}

function done(more: object, took = spent() - started): void {
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ ms: took, peak, ...(warm !== undefined && { warm }), ...more }));
}
