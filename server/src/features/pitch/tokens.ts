/** Semantic tokens: what the TextMate grammar cannot know, because it needs the cast, the stages and closed marks. */
import type { PitchDocument } from '../../core/documents/document.ts';
import { partsOf, rememberPerPart } from '../../core/documents/pitch/parts.ts';
import type { Inline, ScriptItem } from '../../core/documents/pitch/script.ts';
import type { SourceRange } from '../../core/text/range.ts';
import type { SemanticToken, SemanticTokenKind } from '../types.ts';

export function semanticTokens(document: PitchDocument): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  const { stages } = document.script;
  let stage = 0;
  const titlesTo = (end: number) => {
    for (; stage < end; stage++) {
      const { titleRange: range } = stages[stage]!;
      if (range.end > range.start) tokens.push({ range, kind: 'stage' });
    }
  };
  for (const part of partsOf(document)) {
    titlesTo(part.stageIndex + 1);
    const { base } = part;
    for (const { start, end, kind } of tokensIn(part))
      tokens.push({ range: { start: base + start, end: base + end }, kind });
  }
  titlesTo(stages.length);
  return tokens;
}

interface PartToken {
  /** From the part's base, which moves with the edits above it. */
  readonly start: number;
  readonly end: number;
  readonly kind: SemanticTokenKind;
}

const tokensIn = rememberPerPart((part): readonly PartToken[] => {
  const tokens: PartToken[] = [];
  const add: Add = ({ start, end }, kind) => {
    if (end > start) tokens.push({ start: start - part.base, end: end - part.base, kind });
  };
  for (const item of part.items) addItem(item, add);
  // a comment may stand among the lines of one turn
  return tokens.sort((a, b) => a.start - b.start);
});

function addItem(item: ScriptItem, add: Add): void {
  switch (item.type) {
    case 'turn':
      add(item.speakerRange, 'speaker');
      addMarks(item.content, add);
      break;
    case 'note':
      if (item.labelRange) add(item.labelRange, 'note');
      addMarks(item.content, add);
      break;
    case 'branch':
      addAround(item.content, 'branch', add);
      break;
    case 'jump':
      if (item.fileRange) add(item.fileRange, 'jump');
      add(item.targetRange, 'jump');
      break;
    case 'shot':
    case 'text':
      addMarks(item.content, add);
      break;
    case 'comment':
      add(item.range, 'comment');
      break;
    default:
      add(item.range, 'mark');
  }
}

type Add = (range: SourceRange, kind: SemanticTokenKind) => void;

function marksOf(content: Inline): { range: SourceRange; kind: SemanticTokenKind }[] {
  const { references, placeholders, nvc } = content;
  const marks: { range: SourceRange; kind: SemanticTokenKind }[] = [
    ...references.map((r) => ({ range: r.range, kind: r.kind === 'disclosure' ? r.kind : ('reference' as const) })),
    ...placeholders.map((p) => ({ range: p.range, kind: 'placeholder' as const })),
    ...nvc.map((m) => ({ range: m.range, kind: 'mark' as const })),
  ];
  return marks.length > 1 ? marks.sort((a, b) => a.range.start - b.range.start) : marks;
}

function addMarks(content: Inline, add: Add): void {
  for (const { range, kind } of marksOf(content)) add(range, kind);
}

/** The line in one colour, its marks in theirs. */
function addAround(content: Inline, kind: SemanticTokenKind, add: Add): void {
  let from = content.range.start;
  for (const mark of marksOf(content)) {
    add({ start: from, end: mark.range.start }, kind);
    add(mark.range, mark.kind);
    from = mark.range.end;
  }
  add({ start: from, end: content.range.end }, kind);
}
