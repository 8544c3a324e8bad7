/**
 * Every snippet, filled with its own defaults, in the place it is meant for: three prefixes, each its own; it parses; it
 * checks clean at warning and above. The places stand in snippets/hosts.ts.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { checkFiles } from './golden/check.ts';
import { HOSTS, hostOf } from './snippets/hosts.ts';
import { render, tabstops } from './snippets/render.ts';

interface Snippet {
  readonly prefix: readonly string[];
  readonly body: readonly string[];
  readonly description: string;
}

const GROUPS = ['plan', 'client', 'goals', 'catalog', 'pitch', 'disclosures'] as const;
const snippets = GROUPS.flatMap((group) =>
  Object.entries(JSON.parse(readFileSync(`snippets/${group}.json`, 'utf8')) as Record<string, Snippet>).map(
    ([title, snippet]) => ({ group, title, name: snippet.prefix[0]!, snippet }),
  ),
);

/** Every prefix of the reference (§5); an English variant may stand beside each. */
const REQUIRED: Readonly<Record<string, string>> = {
  plan: `plan-family plan-pension plan-education plan-single plan-en-sg plan-en-hk plan-en-us member-adult member-child
    member-elder plan-pillar plan-child row-wealth goal-education goal-pension override story terms app-online app-offline
    preuw uw-asked receipt callback`,
  client: `client-new screen share-consent event-birthday event-school event-elder review claim-medical claim-ci
    claim-accident claim-death claim-progress complaint`,
  goals: 'goals-year goals-month study setback client-day',
  catalog: 'cat-protection cat-participating cat-universal',
  pitch: `open-value open-warm open-community open-referred q-income-stop q-goals q-decision q-existing q-risk-job
    note-facts present-walls present-order present-returns present-exclusions term-cash-value term-waiver term-waiting nvc
    nvc-expensive nvc-think nvc-deposit nvc-refuse nvc-spouse nvc-young close-checklist close-health close-cooling-off
    callback-prep claim-start claim-weekly claim-paid review-invite complaint-listen referral-ask post-claim-case post-tip
    post-social video-kid-accident video-60s wish-birthday wish-school wish-elder invite-client-day`,
  disclosures: `disc-dividend disc-universal disc-unit-linked disc-exclusions disc-waiting disc-cooling-off disc-surrender
    disc-renewal disc-health disc-contract disc-case disc-rule-of-thumb`,
};

describe('snippets', () => {
  it('are all there', () => {
    for (const group of GROUPS) {
      const names = new Set(snippets.filter((one) => one.group === group).map((one) => one.name));
      for (const name of REQUIRED[group]!.split(/\s+/)) assert.ok(names.has(name), `${group}: ${name}`);
    }
    assert.deepEqual(readdirSync('snippets').sort(), GROUPS.map((group) => `${group}.json`).sort());
  });

  it('have three prefixes each, and no prefix twice in one language', () => {
    const owners = new Map<string, string>();
    for (const { group, title, name, snippet } of snippets) {
      assert.equal(snippet.prefix.length, 3, name);
      assert.match(name, /^[a-z0-9-]+$/, `${name}: first prefix in English`);
      // VS Code shows the key beside the prefix; the description only where somebody asks for it
      const [zh, en] = snippet.description.split(' / ');
      assert.ok([`${zh} / ${en}`, `${en} / ${zh}`].includes(title), `${name}: the key tells what it is`);
      assert.match(snippet.prefix[1]!, /\p{Script=Han}/u, `${name}: second prefix in Chinese`);
      assert.match(snippet.prefix[2]!, /^[a-z0-9]+$/, `${name}: third prefix in pinyin initials`);
      assert.match(snippet.description, /\p{Script=Han}.* \/ .*[a-z]/u, `${name}: description in both languages`);
      const language = group === 'pitch' || group === 'disclosures' ? 'pitch' : 'pitchlint-yaml';
      for (const prefix of snippet.prefix) {
        const key = `${language}:${prefix}`;
        assert.equal(owners.get(key), undefined, `${prefix}: ${owners.get(key)} and ${name}`);
        owners.set(key, name);
      }
    }
  });

  it('number their placeholders in writing order', () => {
    for (const { name, snippet } of snippets) {
      const stops = tabstops(snippet.body.join('\n')).filter((stop) => stop > 0);
      assert.deepEqual(
        stops,
        stops.map((_, index) => index + 1),
        name,
      );
    }
  });

  it('have a place to be tried in, and no place is left over', () => {
    const used = new Set(snippets.map(({ group, name }) => hostOf(group, name)));
    for (const key of Object.keys(HOSTS)) assert.ok(used.has(key), `no snippet uses the host ${key}`);
  });

  for (const { group, name, snippet } of snippets) {
    it(`${name} checks clean where it belongs`, async () => {
      const host = HOSTS[hostOf(group, name)];
      assert.ok(host, `${name} has no host`);
      const text = insert(host.text, render(snippet.body.join('\n')));
      const checked = (await checkFiles(new Map([...host.files, [host.path, text]]), [host.path])).get(host.path);
      assert.ok(checked);
      const found = checked.diagnostics
        .filter((d) => d.severity === 'error' || d.severity === 'warning')
        .map((d) => `${d.severity} ${d.rule} “${checked.text.slice(d.range.start, d.range.end)}” ${d.message.zh}`);
      assert.deepEqual(found, [], text);
    });
  }
});

/** Puts the body at the mark; its further lines are indented as the mark is, as editors do. */
function insert(host: string, body: string): string {
  const at = host.indexOf('¦');
  const indent = /[^\n]*$/.exec(host.slice(0, at))![0].match(/^ */)![0];
  return host.slice(0, at) + body.split('\n').join(`\n${indent}`) + host.slice(at + 1);
}
