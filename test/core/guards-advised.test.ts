/** `advised-against`: what the sentence and the next one do with the words of a claim, and what only looks like it. */
import { loud, quiet } from './guards-bench.ts';

describe('advised against, whatever the rule lets pass', () => {
  for (const [text, without] of [
    ['别想着随便签一张保单就会一定赔。', '随便签一张保单就会一定赔。'],
    ['没见过哪个投资账户敢写上稳赚两个字。', '见过投资账户年年写着稳赚。'],
    ['保证每年收益这事我不赞成。', '保证每年收益这事我赞成。'],
    ['私下说的一定赔都不作数。', '私下说的一定赔都作数。'],
    ['稳赚的单子我不会帮您送。', '稳赚的单子我会帮您送。'],
    ['合同说您保证的收益是误会。', '合同说您保证的收益是真的。'],
    ['写“保本”公司不认。', '写“保本”公司认。'],
  ] as const)
    it(text, () => quiet('advised-against', `代理人：${text}`, `代理人：${without}`));
  describe('what the sentence and the next one do with the words', () => {
    for (const [kind, text, without] of [
      ['disbelief before a quotation', '您别指望“先涨起来，再稳赚”。', '您记住我们“先涨起来，再稳赚”。'],
      ['a verdict behind', '写上稳赚就是误导客户。', '写上稳赚就能打动客户。'],
      ['a verdict in the next sentence', '老同事答应您稳赚。这话害人。', '老同事答应您稳赚。这话暖心。'],
      ['a penalty', '上月小林写稳赚，已经停权。', '上月小林写稳赚，已经加薪。'],
      ['another’s words contradicted', '隔壁老周说稳赚，其实头年要亏三成。', '隔壁老周说稳赚，今年多买三成。'],
      ['named as words', '一定赔这种说法，理赔部听了会皱眉。', '一定赔，理赔部听了会点头。'],
      ['a bare question', '稳赚？第三列写得清楚，最低是零。', '稳赚！第三列写得清楚。'],
      ['held up in quotation marks', '海报上的“稳赚”是谁的主意，周五前来找我。', '海报上主打“稳赚”，周五前来找我。'],
      ['an own refusal', '给人写稳赚，我从来不做。', '给人写稳赚，我从来在做。'],
      ['counsel', '一定赔这种建议，您千万别这么想。', '一定赔，您千万要这么想。'],
      ['in Cantonese', '「一定賠」呢隻字我唔敢當。', '我哋呢份一定賠。'],
      ['in Taiwan', '把它講成保本，金管會是直接開罰的。', '把它講成保本，客人是直接開心的。'],
    ] as const)
      it(kind, () => quiet('advised-against', `代理人：${text}`, `代理人：${without}`));
    for (const [kind, text, without] of [
      ['a verdict', 'He swore it was risk-free, and that is a lie.', 'He swore it was risk-free, and that is a fact.'],
      [
        'a verdict in the next sentence',
        'You were told risk-free. I was wrong.',
        'You were told risk-free. I was glad.',
      ],
      ['a penalty', 'Whoever writes risk-free gets fined.', 'Whoever writes risk-free gets paid.'],
      [
        'a denial in the same clause',
        'Nobody sells a policy that is risk-free.',
        'We sell a policy that is risk-free.',
      ],
      ['a bare question', 'Risk-free? The fund fell a fifth in March.', 'Risk-free! The fund rose a fifth in March.'],
    ] as const)
      it(`${kind}, in English`, () => quiet('advised-against', `Agent: ${text}`, `Agent: ${without}`));
    it('a note that takes the words out', () =>
      quiet('advised-against', '> 把稳赚那一行从单页上撤走，周三前交。', '> 把稳赚那一行念给客户，周三前交。'));
  });
  describe('what looks like it and is meant', () => {
    for (const text of [
      '这款稳赚，别家那些才是骗人的。',
      '返现违规吗？反正这款稳赚。',
      '稳赚这话不能说，所以我换个说法，到期只多不少。',
      '我不敢说稳赚，您懂的。',
      '这款稳赚，这么讲并不违规。',
      '稳赚吧？当然，这款写进合同。',
      '我们的口号是“稳赚”，一句顶一万句。',
      '银行存款不稳，不如这款稳赚，别跟人说。',
    ])
      it(text, () => loud(`代理人：${text}`));
    for (const text of [
      "I can't say risk-free, but between us it is.",
      'Is it 2% at the bank, or risk-free with us? Take your time to choose.',
      'Ours is risk-free; those companies are a scam.',
    ])
      it(text, () => loud(`Agent: ${text}`));
    it('a note that gives the words to say', () => loud('> 不要直接说“包过”，可以说“一定赔”，客户更放心。'));
  });
  it('a sentence that comes back to it is heard', () => {
    loud('代理人：一定赔这话公司不认，我来补给您。');
    loud('代理人：稳赚的单子我不会帮别人送，可您不一样。');
  });
  it('between the pieces of a claim', () =>
    quiet('advised-against', '代理人：保证的话千万别收益。', '代理人：保证的话千万收益。'));
  it('a question that nobody answers', () => {
    quiet('advised-against', '代理人：可不可能不赔要看条款。', '代理人：不可能不赔，您看条款。');
  });
});
