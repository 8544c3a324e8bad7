/** The examples of a pack as tests: what `pitchlint test` says, rule by rule, for a test explorer. */
import type { Connection } from 'vscode-languageserver';
import type { RulePlace } from '../core/rules/pack/source.ts';
import type { PackFault } from '../core/rules/rule-set.ts';
import type { PackTests, RuleTests } from '../protocol.ts';
import type { LoadedPack } from '../workspace/rule-sets.ts';
import type { Session } from '../workspace/session.ts';
import { languageFor, type ServerState } from './settings.ts';

export function servePackTests(connection: Connection, session: Session, state: ServerState): void {
  const method = 'pitchlint/packTests' satisfies PackTests['method'];
  connection.onRequest(method, async ({ uri }: PackTests['params']): Promise<PackTests['result']> => {
    const view = await session.view(uri);
    if (!view) return [];
    const language = languageFor(state, view.document);
    const packs = [];
    for (const loaded of session.ruleSets.loaded(view.packs)) {
      const rules: RuleTests[] = [];
      for (const { id, texts, place } of rulesOf(loaded)) {
        const known = session.ruleSets.faultsOf(place.uri);
        const faults = [...known, ...(await session.ruleSets.exampleFaults(place.uri, view.packs))].filter(fails);
        const positions = session.store.positionsOf(place.uri);
        const lineOf = (offset: number) => positions?.positionAt(offset).line ?? 0;
        const examples = texts.map((text, i) => ({ text, range: place.example(i) }));
        const isOf = ({ range }: PackFault, example: (typeof examples)[number]) =>
          lineOf(example.range.start) <= lineOf(range.start) && range.start <= example.range.end;
        rules.push({
          id,
          uri: session.store.clientUri(place.uri),
          line: lineOf(place.range.start),
          examples: examples.map((example) => ({
            text: example.text,
            line: lineOf(example.range.start),
            faults: faults.filter((fault) => isOf(fault, example)).map(({ message }) => message[language]),
          })),
          faults: faults
            .filter((fault) => !examples.some((example) => isOf(fault, example)))
            .map(({ message }) => message[language]),
        });
      }
      const { name } = loaded.pack.source.info;
      packs.push({ name, uri: session.store.clientUri(loaded.folder), rules });
    }
    return packs;
  });
}

/** As `pitchlint test` counts: a warning fails nothing, but an alternative that no example hits does. */
function fails({ tolerated, code }: PackFault): boolean {
  return tolerated !== 'warning' || code === 'pack-uncovered';
}

interface TestedRule {
  readonly id: string;
  readonly texts: readonly string[];
  readonly place: RulePlace;
}

function rulesOf({ pack: { source, places } }: LoadedPack): TestedRule[] {
  const own = source.rules.map(({ id, examples }) => ({ id, examples, place: places?.rules.get(id) }));
  const extended = source.extensions.map(({ base, examples }, i) => ({
    id: base,
    examples,
    place: places?.extensions[i],
  }));
  return [...own, ...extended].flatMap(({ id, examples, place }) =>
    place ? [{ id, place, texts: examples.map(({ text }) => text) }] : [],
  );
}
