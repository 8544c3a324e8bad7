import type { InlineReference, PitchDocument } from '../../documents/document.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { Localized } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import { closest } from '../plan/closest.ts';
import { replace } from '../plan/edits.ts';
import { catalogPaths, reportFiles } from '../plan/files.ts';
import { marketsWith } from '../plan/markets.ts';
import { meantBy, productNamed, productsOfKind } from '../plan/product-kinds.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { fixWith, scriptDocument } from './script-lines.ts';

/** Files and products that a script names must lead somewhere; the same for scripts as plan/reference for plans. */
export default defineRule({
  id: 'script/reference',
  title: { zh: '话术里的产品和文件要找得到', en: 'Products and files that a script names must be there' },
  why: {
    zh: '产品对不上目录，说出口的等待期、保额、年限都没有条款可核对，成稿（render）也生成不了。',
    en: 'Without its product in a catalogue no waiting period, sum or term that is said can be held against the clauses, and no copy can be rendered.',
  },
  basis: 'structure',
  markets: marketsWith('error', {}),
  kinds: ['pitch'],
  handbook: '6.1',
  message: { zh: '目录里没有产品“{id}”{hint}。', en: 'No catalogue has the product “{id}”{hint}.' },
  variants: {
    unknown: { message: { zh: '目录里没有产品“{id}”{hint}。', en: 'No catalogue has the product “{id}”{hint}.' } },
    'no-catalog': {
      severity: 'warning',
      message: {
        zh: '产品“{id}”无从核对：{why}。话术里涉及产品的检查都跳过了，成稿也生成不了。请在文件开头写 catalog: 产品目录（或 plan: 方案）。',
        en: 'The product “{id}” cannot be looked up: {why}. Checks that need products are skipped, and no copy can be rendered. Name the catalogue (catalog:) or the plan (plan:) at the top of the file.',
      },
    },
    broken: {
      severity: 'warning',
      message: {
        zh: '产品“{id}”没有找到，而产品目录有读不懂的地方：先改好目录。涉及它的检查跳过。',
        en: 'The product “{id}” was not found, and part of its catalogue cannot be read: mend the catalogue first. Checks that need the product are skipped.',
      },
    },
    file: { message: { zh: '读不到文件 {id}：{hint}。', en: 'Cannot read {id}: {hint}.' } },
    market: {
      severity: 'warning',
      message: {
        zh: '产品目录 {id} 是 {a} 市场的，话术是 {b} 市场的。',
        en: 'Catalogue {id} is for {a}, the script for {b}.',
      },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document) check(context, document);
  },
  examples: [
    {
      kind: 'bad',
      variant: 'unknown',
      text: '---\ncatalog: sample-life.catalog.yaml\n---\n# 方案讲解\n代理人：先看@产品([[ci-7]])，它只管重疾。[[披露：责任免除]]\n',
      fixed:
        '---\ncatalog: sample-life.catalog.yaml\n---\n# 方案讲解\n代理人：先看@产品(ci-70)，它只管重疾。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      variant: 'unknown',
      text: '---\ncatalog: sample-life.catalog.yaml\nproduct: [[ci-7]]\n---\n# 方案讲解\n代理人：这一款只管重疾。[[披露：责任免除]]\n',
      fixed:
        '---\ncatalog: sample-life.catalog.yaml\nproduct: ci-70\n---\n# 方案讲解\n代理人：这一款只管重疾。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      variant: 'no-catalog',
      text: '# 方案讲解\n代理人：先看@产品([[某重疾]])，再看@产品(某医疗)。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      variant: 'no-catalog',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: First @product([[some-life]]), then clause @clause(some-life#2.1). [[disclosure:exclusions]]\n',
    },
    {
      kind: 'bad',
      variant: 'file',
      text: '---\ncatalog: [[elsewhere.catalog.yaml]]\n---\n# 方案讲解\n代理人：先看@产品(某重疾)。[[披露：责任免除]]\n',
    },
    {
      kind: 'bad',
      variant: 'file',
      text: '---\nplan: [[elsewhere.plan.yaml]]\ncatalog: sample-life.catalog.yaml\n---\n# 破冰\n代理人：最近忙什么？\n',
    },
    {
      kind: 'bad',
      market: 'HK',
      variant: 'market',
      text: '---\nmarket: HK\ncatalog: [[sample-life.catalog.yaml]]\n---\n# 破冰\n代理人：最近忙什么？\n',
      fixed: '---\nmarket: CN\ncatalog: sample-life.catalog.yaml\n---\n# 破冰\n代理人：最近忙什么？\n',
    },
    {
      kind: 'good',
      text: '---\ncatalog: sample-life.catalog.yaml\n---\n# 方案讲解\n代理人：先看@产品(ci-70)，条款写在 @条款(ci-70#2.4)。[[披露：责任免除]]\n',
    },
  ],
});

interface Named {
  readonly id: string;
  readonly range: SourceRange;
}

function check(context: RuleContext, document: PitchDocument): void {
  const front = document.script.frontMatter?.model;
  const catalogs = catalogPaths(front);
  const plans = front?.plan ? [front.plan] : [];
  const hasPlan = reportFiles(context, document, plans, 'plan');
  const hasCatalog = reportFiles(context, document, catalogs, 'catalog');
  const lost = unknownProducts(context, document);
  // of a file that is not there is told already, with every product in it
  if (lost.length === 0 || (catalogs.length > 0 ? !hasCatalog : plans.length > 0 && !hasPlan)) return;
  const read = context.project.catalogsOf(document);
  if ((catalogs.length === 0 && plans.length === 0) || read.length === 0) {
    const why = plans.length > 0 ? NO_CATALOG_IN_PLAN : NO_CATALOG;
    context.report({ variant: 'no-catalog', range: lost[0]!.range, data: { id: same(lost[0]!.id), why } });
    return;
  }
  const broken = read.find(({ syntaxErrors }) => syntaxErrors.some(({ rule }) => rule === 'syntax/yaml'));
  const products = context.project.products(document).map(({ product }) => product);
  const known = products.flatMap((product) => product.id?.value ?? []);
  let isToldBroken = false;
  for (const { id, range } of lost) {
    const guess = productNamed(id, products) ?? closest(id, known);
    const ofKind = guess === undefined ? productsOfKind(id, products) : undefined;
    if (guess === undefined && ofKind === undefined && broken) {
      if (!isToldBroken) reportBroken(context, id, range, broken);
      isToldBroken = true;
      continue;
    }
    const { hint, ids } = meantBy(guess, ofKind);
    context.report({
      variant: 'unknown',
      range,
      data: { id: same(id), hint },
      fixes: ids.flatMap((each) =>
        fixWith({ zh: `改为 ${each}`, en: `Change to ${each}` }, 'review', replace(range, each)),
      ),
    });
  }
}

const NO_CATALOG: Localized = { zh: '没有写产品目录', en: 'the script names no catalogue' };
const NO_CATALOG_IN_PLAN: Localized = {
  zh: '它的方案没有读得到的产品目录',
  en: 'its plan has no catalogue that can be read',
};

function reportBroken(
  context: RuleContext,
  id: string,
  range: SourceRange,
  { uri, syntaxErrors }: ReturnType<RuleContext['project']['catalogsOf']>[number],
): void {
  const [fault] = syntaxErrors;
  const related = fault ? [{ uri, range: fault.range, message: fault.message }] : [];
  context.report({ variant: 'broken', range, data: { id: same(id) }, related });
}

/** Segments of a part that name products, and which. */
const naming = rememberPerPart((part) => {
  const segments = part.segments.filter(({ references }) => references.some(isProduct));
  const ids = segments.flatMap(({ references }) => references.filter(isProduct).map(({ id }) => id));
  return { segments, ids: [...new Set(ids)] };
});

const isProduct = ({ kind, id }: InlineReference): boolean => (kind === 'product' || kind === 'clause') && id !== '';

/** Every mention of a product that no catalogue of the script has, in order. */
function unknownProducts({ project }: RuleContext, document: PitchDocument): readonly Named[] {
  const known = new Map<string, boolean>();
  const isKnown = (id: string) => {
    const found = known.get(id) ?? project.product(document, id) !== undefined;
    known.set(id, found);
    return found;
  };
  const scope = document.script.frontMatter?.model.product;
  const lost: Named[] = scope && !isKnown(scope.value) ? [{ id: scope.value, range: scope.range }] : [];
  for (const part of partsOf(document)) {
    const { ids, segments } = naming(part);
    if (ids.every(isKnown)) continue;
    // where a mark does not end, neither does its id: that is the reader's finding
    for (const { references } of segments)
      for (const reference of references)
        if (isProduct(reference) && /[)）]/.test(document.text[reference.range.end - 1]!) && !isKnown(reference.id))
          lost.push({ id: reference.id, range: reference.idRange });
  }
  return lost;
}
