/** Files that a plan, a client file or a script names: whether they can be read, are what they should be, and fit the market. */
import type { Fix } from '../../diagnostic.ts';
import type { ClientDocument, PitchDocument, PlanDocument } from '../../documents/document.ts';
import type { PlanModel } from '../../documents/yaml/models.ts';
import type { YamlNode } from '../../documents/yaml/node.ts';
import type { Localized, Market } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import type { RuleContext } from '../rule.ts';
import { closest } from './closest.ts';
import { removeItem, replace } from './edits.ts';
import { same } from './wording.ts';

interface Path {
  readonly value: string;
  readonly range: SourceRange;
  readonly node: YamlNode;
}

type Kind = 'plan' | 'catalog';

type Naming = PlanDocument | ClientDocument | PitchDocument;

/** The paths under `catalog:` of a plan, or of a script's front matter. */
export function catalogPaths(model: Pick<PlanModel, 'catalog'> | undefined): readonly Path[] {
  const catalog = model?.catalog;
  if (catalog === undefined) return [];
  return 'items' in catalog ? catalog.items : [catalog];
}

const STATES: Readonly<Record<'missing' | 'unreadable' | 'cycle', Localized>> = {
  missing: { zh: '文件不存在', en: 'there is no such file' },
  unreadable: { zh: '文件打不开或不是文本', en: 'it cannot be opened or is no text' },
  cycle: { zh: '文件之间互相引用成环', en: 'the files refer to each other in a circle' },
};

const NO_SUCH_KIND: Readonly<Record<Kind, Localized>> = {
  plan: { zh: '它不是方案', en: 'it is no plan' },
  catalog: { zh: '它不是产品目录', en: 'it is no product catalogue' },
};

/** Reports what cannot be used, and catalogues of another market. Returns whether at least one was read. */
export function reportFiles(context: RuleContext, document: Naming, paths: readonly Path[], kind: Kind): boolean {
  let anyRead = false;
  for (const path of paths) {
    const reference = context.project.resolve(document, path.value);
    const hint =
      reference.state !== 'read'
        ? STATES[reference.state]
        : reference.document.kind === kind
          ? undefined
          : NO_SUCH_KIND[kind];
    if (hint) {
      const fixes = [...otherFile(context, path, paths, kind), ...withoutPath(document, path)];
      context.report({ variant: 'file', range: path.range, data: { id: same(path.value), hint }, fixes });
      continue;
    }
    anyRead = true;
    const other = reference.state === 'read' && kind === 'catalog' ? reference.document.market : undefined;
    if (other === undefined || other === context.market) continue;
    const fixes = [...withoutPath(document, path), ...otherMarket(document, other)];
    context.report({
      variant: 'market',
      range: path.range,
      data: { id: path.value, a: other, b: context.market },
      fixes,
    });
  }
  return anyRead;
}

/** The file that may be meant instead, as YAML writes it. */
function otherFile(context: RuleContext, path: Path, paths: readonly Path[], kind: Kind): readonly Fix[] {
  const named = paths.map(({ value }) => value.replace(/^\.\//, ''));
  const guess = fileMeant(context, path.value, new RegExp(`\\.${kind}\\.ya?ml$`), named);
  if (guess === undefined) return [];
  const text = /[:#,[\]{}&*!|>'"%@`]|^\s|\s$/.test(guess) ? JSON.stringify(guess) : guess;
  const title = { zh: `改为 ${guess}`, en: `Change to ${guess}` };
  return [{ title, safety: 'review', edits: [replace(path.range, text)] }];
}

/** Of the files so called, beside the document or below it and not `named` yet: the one that is spelt alike, or the only one. */
export function fileMeant(
  { document: { uri }, project }: RuleContext,
  written: string,
  suffix: RegExp,
  named: readonly string[] = [],
): string | undefined {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const near = (project.files?.() ?? [])
    .filter((file) => file !== uri && file.startsWith(folder) && suffix.test(file))
    .map((file) => decodeURIComponent(file.slice(folder.length)));
  const free = near.filter((name) => !named.includes(name));
  return closest(written, free) ?? (near.length === 1 ? free[0] : undefined);
}

/** Without this path, where others stand beside it. */
function withoutPath(document: Naming, path: Path): readonly Fix[] {
  const list = path.node.parent;
  if (list?.type !== 'array' || document.kind === 'pitch') return [];
  const edit = removeItem(document.text, document.tree, list, list.children.indexOf(path.node));
  return edit ? [{ title: { zh: '删掉这个路径', en: 'Remove this path' }, safety: 'review', edits: [edit] }] : [];
}

function otherMarket(document: Naming, market: Market): readonly Fix[] {
  const isScript = document.kind === 'pitch';
  const written = isScript
    ? document.script.frontMatter?.model.market
    : document.kind === 'plan'
      ? document.model.market
      : undefined;
  if (!written) return [];
  const title = isScript
    ? { zh: `话术改为 ${market} 市场`, en: `Make it a script for ${market}` }
    : { zh: `方案改为 ${market} 市场`, en: `Make it a plan for ${market}` };
  return [{ title, safety: 'review', edits: [replace(written.range, market)] }];
}
