/**
 * The affirmative echo: an agent who answers a client's claim with a bare “对，没错” makes it. The finding stands on the
 * agent's words; a correction in the same turn takes it back. Source: claims.md §1.4(2).
 */
import type { Segment } from '../../documents/document.ts';
import { foldedTextOf } from './guard.ts';

const YES =
  /^[\s"“「,。!~]*((?:对(?!不起|于|此|不对|了|方|比|您|你)|是的|是啊|是呀|是这样|没错|没问题|嗯+|放心|当然|可以这么(?:说|理解)|就是这样|就是这么回事|您说得对|说得对|您理解得对|系(?:呀|啊|嘅)|啱|冇错|冇问题|梗系|yes\b|yeah\b|yep\b|exactly\b|that's right|that is right|correct\b|right\b|absolutely\b|of course\b|sure\b|you got it|you're right)[\s,。!~]*(?:对|是的|没错|放心|的|啊|呀|呢|您|吧|yes|exactly)*)/u;
const CORRECTION =
  /但|不过|不是|并非|不能|不会|不保证|不一定|不确定|以(?:合同|条款|公司|审核)|其实|准确|更正|唔系|不系|唔可以|唔一定|however|\bbut\b|actually|\bnot\b|n't\b|depends|subject to|to be exact/u;

/** Where the agent's turn affirms without correcting, in offsets of the segment's text; undefined when it does not. */
export function affirmation(segment: Segment): { start: number; end: number } | undefined {
  const view = foldedTextOf(segment);
  const yes = YES.exec(view.text);
  if (!yes?.[1]) return undefined;
  const start = yes[0].indexOf(yes[1]);
  const words = yes[1].replace(/[\s,。!~]+$/u, '');
  if (CORRECTION.test(view.text.slice(start + words.length))) return undefined;
  return view.sourceOf({ start, end: start + words.length });
}
