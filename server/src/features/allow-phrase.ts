/** Quick fix: allow the words of a finding in the company's pack, or in a new one where there is none. */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Document } from '../core/documents/document.ts';
import { type Allowance, addAllowance, addToList, allowanceOf, extensionFile } from '../core/index.ts';
import type { RuleSet } from '../core/rules/rule-set.ts';
import type { ActionEntry } from './code-actions.ts';

/** The first company pack of a document, as far as this needs it. */
export interface AllowPack {
  readonly name: string;
  /** URI of the folder. */
  readonly folder: string;
  /** The file that extends a rule already, by rule. */
  readonly extension: (rule: string) => { readonly uri: string; readonly text: string } | undefined;
}

/** Where a pack can be made, when there is none. */
export interface AllowPlace {
  /** Folder of the pitchlint.yaml that holds, or that is to be made. */
  readonly folder: string;
  /** The pitchlint.yaml that is there. */
  readonly config: { readonly uri: string; readonly text: string } | undefined;
}

export const NEW_PACK = 'pitchlint-pack';

/**
 * One action per finding that may be allowed. `createsFiles`: the client can make files; `exists`: files that are there
 * and must not be made again.
 */
export function allowActions(
  document: Document,
  findings: readonly Diagnostic[],
  ruleSet: RuleSet,
  target: AllowPack | AllowPlace,
  options: { readonly createsFiles: boolean; readonly exists: (uri: string) => boolean },
): ActionEntry[] {
  return findings.flatMap((finding) => {
    const allowance = allowanceOf(document, finding, ruleSet);
    const change = allowance && ('name' in target ? inPack(allowance, target) : inNewPack(allowance, target));
    if (!allowance || !change) return [];
    const created = change.created ?? [];
    if (created.length > 0 && (!options.createsFiles || created.some(({ uri }) => options.exists(uri)))) return [];
    return [{ kind: 'quickfix' as const, preferred: false, diagnostic: finding, ...change }];
  });
}

type Change = Pick<ActionEntry, 'title' | 'edits' | 'created'>;

function inPack(allowance: Allowance, { name, folder, extension }: AllowPack): Change | undefined {
  const shown = shortened(allowance.words);
  const title = {
    zh: `在公司规则包“${name}”里允许“${shown}”（请合规部门确认）`,
    en: `Allow “${shown}” in the company’s pack “${name}” (for compliance to confirm)`,
  };
  const there = extension(allowance.rule);
  if (there) {
    const edits = addAllowance(there.text, allowance);
    return edits && { title, edits: new Map([[there.uri, edits]]) };
  }
  return { title, edits: new Map(), created: [fileIn(folder, allowance)] };
}

function inNewPack(allowance: Allowance, { folder, config }: AllowPlace): Change | undefined {
  const shown = shortened(allowance.words);
  const pack = `${folder}/${NEW_PACK}`;
  const packs = config && addToList(config.text, ['packs'], { flow: NEW_PACK, block: NEW_PACK });
  if (config && !packs) return undefined;
  return {
    title: {
      zh: `新建公司规则包 ${NEW_PACK}，并允许“${shown}”（请合规部门确认）`,
      en: `Make a company pack ${NEW_PACK} that allows “${shown}” (for compliance to confirm)`,
    },
    edits: new Map(config && packs ? [[config.uri, packs]] : []),
    created: [
      { uri: `${pack}/pack.yaml`, text: 'name: company\nversion: "1"\n' },
      fileIn(pack, allowance),
      ...(config ? [] : [{ uri: `${folder}/pitchlint.yaml`, text: `packs: [${NEW_PACK}]\n` }]),
    ],
  };
}

function fileIn(folder: string, allowance: Allowance): { uri: string; text: string } {
  return { uri: `${folder}/${allowance.rule}.yaml`, text: extensionFile(allowance) };
}

function shortened(words: string): string {
  const text = words.trim();
  return text.length > 16 ? `${text.slice(0, 16)}…` : text;
}
