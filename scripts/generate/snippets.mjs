// snippets/*.json → server/src/generated/tables/snippets.txt: what the server offers to editors that do not read the
// extension's manifest. One JSON array; a row is [kind, English?, prefixes, title zh, title en, place, body] in the order
// in which features/snippets.ts takes it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Which file kind a file's snippets are for; a script's disclosures are no lines of their own. */
const KINDS = {
  plan: 'plan',
  client: 'client',
  goals: 'goals',
  catalog: 'catalog',
  pitch: 'pitch',
  disclosures: 'pitch',
};

/** The stage that a script's snippet belongs to, by the beginning of its name; what brings its own heading fits anywhere. */
const STAGES = [
  [/^open-/, 'prospecting'],
  [/^(q|note)-/, 'discovery'],
  [/^(present|term)-/, 'presentation'],
  [/^nvc/, 'objection'],
  [/^(close|callback)-/, 'closing'],
  [/^(claim|review|complaint|wish|invite)-/, 'service'],
  [/^referral-/, 'referral'],
  [/^(post|video)-/, '#'],
  [/^disc-/, '[['],
];

export async function generate(root) {
  const rows = Object.entries(KINDS).flatMap(([file, kind]) => {
    const snippets = JSON.parse(readFileSync(path.join(root, `snippets/${file}.json`), 'utf8'));
    return Object.values(snippets).map(({ prefix, body, description }) => {
      const name = prefix[0];
      const [one, other] = description.split(' / ');
      const [zh, en] = /\p{Script=Han}/u.test(one) ? [one, other] : [other, one];
      const english = /-en(-|$)/.test(name) ? 1 : 0;
      return [kind, english, prefix, zh, en, kind === 'pitch' ? stageOf(name) : keysOf(body), body.join('\n')];
    });
  });
  const folder = path.join(root, 'server/src/generated/tables');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'snippets.txt'), JSON.stringify(rows));
}

function stageOf(name) {
  const stage = STAGES.find(([pattern]) => pattern.test(name))?.[1];
  if (!stage) throw new Error(`snippets/pitch.json: no stage is known for ${name}; say in STAGES where it belongs`);
  return stage;
}

/** The keys of the body's outermost map, of its first entry where it is a list: a place that takes them takes the snippet. */
function keysOf(body) {
  const indent = body[0].startsWith('- ') ? '(?:- |  )' : '';
  const key = new RegExp(`^${indent}([\\w-]+):`);
  const next = body.findIndex((line, i) => i > 0 && line.startsWith('- '));
  return body.slice(0, next < 0 ? undefined : next).flatMap((line) => key.exec(line)?.[1] ?? []);
}
