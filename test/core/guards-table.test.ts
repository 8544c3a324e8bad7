/**
 * Every word of the guards as they are specified, one by one: what it silences with the guard's name in the trace, and
 * what looks like it and silences nothing. A small rule set of its own, so that no rule of the pack stands between.
 */
import assert from 'node:assert/strict';
import { faults, fired, judged, loud, quiet, ruleSet, silencers } from './guards-bench.ts';

describe('the guards, word by word', () => {
  it('their rule set has no faults', () => assert.deepEqual([...faults, ...ruleSet.faults], []));

  describe('coaching', () => {
    const labels = [
      '不要说',
      '不能说',
      '切勿',
      '禁止',
      '禁用话术',
      '违规话术',
      '错误示范',
      '示范反例',
      '反面案例',
      '❌',
      '话术红线',
      '严禁',
    ];
    for (const word of [...labels, '錯誤示範', '唔好講', "don't say", 'never say', 'prohibited wording', 'bad example'])
      it(`${word} before the words, and as a heading up to the next`, () => {
        quiet('coaching', `代理人：${word}：这款稳赚。`, '代理人：这款稳赚。');
        quiet('coaching', `# ${word}\n代理人：这款稳赚。\n代理人：肯定保本。`, '# 讲解\n代理人：这款稳赚。');
        loud(`# ${word}\n代理人：您好。\n# 讲解\n代理人：这款稳赚。`);
      });
    it('不得, but not 不得不', () => {
      quiet('coaching', '代理人：不得承诺保本。', '代理人：承诺保本。');
      loud('代理人：您不得不承认，这款稳赚。');
    });
    it('avoid', () => quiet('coaching', 'Agent: Avoid risk-free.', 'Agent: Risk-free.'));
  });

  describe('a client’s words', () => {
    for (const label of ['客户', '客戶', '顾客', '家属', 'Client', 'Customer', 'Prospect', 'Q'])
      it(`${label} says it`, () => {
        const [claim, no] = /^[A-Z]/.test(label)
          ? ['is it a guaranteed return?', 'Let us read the clause.']
          : ['这个保本吧？', '我们看条款。'];
        const text = `${label}：${claim}\n代理人：${no}\n`;
        assert.deepEqual(fired(text), []);
        assert.ok(silencers(text).includes('client-words'), String(silencers(text)));
      });
    for (const yes of ['对', '是的', '没错', '嗯', '放心', '係呀', 'Yes', 'Exactly', "That's right"])
      it(`the agent’s “${yes}” makes it the agent’s`, () => {
        const text = `客户：所以是保本的？\n代理人：${yes}。\n`;
        const [echo] = judged(text).diagnostics;
        assert.equal(echo?.rule, 'claims/promise');
        assert.equal(text.slice(echo!.range.start, echo!.range.end), yes);
        assert.equal(text.slice(echo!.related[0]!.range.start, echo!.related[0]!.range.end), '保本');
      });
    for (const no of [
      '对，不过只有现金价值写进合同',
      '是的，但分红不确定',
      '对不起，不是',
      'Yes, but dividends are not guaranteed',
    ])
      it(`“${no}” takes it back`, () => assert.deepEqual(fired(`客户：所以是保本的？\n代理人：${no}。\n`), []));
    it('a quoted question', () =>
      quiet('client-words', '代理人：您问“是不是保本？”，我说明一下。', '代理人：是保本。'));
  });

  describe('negation', () => {
    const zh = [
      '不',
      '没',
      '沒',
      '無',
      '无',
      '并非',
      '並非',
      '不能',
      '不可',
      '不会',
      '不是',
      '不属于',
      '不承诺',
      '不保证',
    ];
    for (const word of [...zh, '无法', '难以', '唔', '冇', '未必'])
      it(`${word}`, () => quiet('negated', `代理人：这款${word}保本。`, '代理人：这款保本。'));
    for (const [word, text] of [
      ['非', '代理人：本品非保本产品。'],
      ['未', '代理人：公司未承诺保本。'],
      ['勿', '代理人：请勿认为保本。'],
      ['别', '代理人：千万别以为保本。'],
    ] as const)
      it(`${word}`, () => quiet('negated', text, text.replace(word, '')));
    const en = ['not', 'never', "isn't", 'cannot be', 'far from', 'rather than'];
    for (const word of en)
      it(`${word}`, () =>
        quiet('negated', `Agent: This is ${word} a guaranteed return.`, 'Agent: This is a guaranteed return.'));
    it('no, without', () => {
      quiet('negated', 'Agent: There is no guaranteed return.', 'Agent: There is a guaranteed return.');
      quiet('negated', 'Agent: It comes without a guaranteed return.', 'Agent: It comes with a guaranteed return.');
    });
    it('reaches six characters, twelve over adverbs, four words; never over a comma', () => {
      quiet('negated', '代理人：不一二三四五六保本。', '代理人：一二三四五六保本。');
      loud('代理人：不一二三四五六七保本。');
      quiet('negated', '代理人：不会一定都再也可以给您保本。', '代理人：会一定都再也可以给您保本。');
      quiet('negated', 'Agent: It does not in any way mean risk-free.', 'Agent: It does mean risk-free.');
      loud('Agent: It does not in any one way whatsoever mean risk-free.');
      loud('代理人：这不贵，保本。');
    });
    const falseOnes = [
      '不但',
      '不仅',
      '不只',
      '不光',
      '不止',
      '不怕亏，',
      '不愁',
      '不用担心，',
      '不得不说',
      '不容错过，',
    ];
    for (const word of [
      ...falseOnes,
      '无不',
      '无非',
      '无论怎样都',
      '無論怎樣都',
      '無需擔心，',
      '非常',
      '非买不可，',
      '没的说，',
      '没问题，',
      '唔使驚，',
    ])
      it(`${word} denies nothing`, () => loud(`代理人：这款${word}保本。`));
    const besides = {
      'is about somebody’s time': ['您没空我保证您收益', '您没时间听稳赚的道理', '你唔得闲听稳赚嘅道理'],
      'belongs to a condition': ['没买的话稳赚也没您的份', '您不签的时候他稳赚'],
      'belongs to who is meant': ['没买的人一定赔', '冇买嘅人一定赔', '不放心的客户稳赚'],
      'is an answer on a form': ['勾“无”保本', '写“不”保证收益', '选“没有”稳赚'],
    };
    for (const [why, texts] of Object.entries(besides))
      for (const text of texts) it(`denies nothing that ${why}: ${text}`, () => loud(`代理人：${text}。`));
    it('denies nothing that is an answer on a form', () => loud('Agent: Tick "no" guaranteed return.'));
    it('没有比…更 denies nothing', () => loud('代理人：没有比它更保本的。'));
    for (const text of [
      'No doubt it is risk-free.',
      'It is not only risk-free.',
      'Nothing beats it, risk-free.',
      "It's a no brainer, risk-free.",
      "You can't go wrong, risk-free.",
      'No need to worry: risk-free.',
    ])
      it(`“${text}” denies nothing`, () => loud(`Agent: ${text}`));
    for (const text of ['不可能不赔', '不是不保本', '没有不赔的', '不会不给您'])
      it(`double negation: ${text}`, () => loud(`代理人：这款${text}。`));
    it("double negation: can't fail to", () => loud("Agent: It can't fail to pay."));
    for (const text of ['代理人：难道不比存款强？', '代理人：哪有不保本的？', "Agent: Isn't that better than a CD?"])
      it(`a rhetorical question: ${text}`, () => loud(text));
  });

  describe('refused further on in the sentence', () => {
    for (const refusal of [
      '不建议您这样做',
      '我不能做',
      '我做不了',
      '是违法的',
      '违反规定',
      '不代表公司认可',
      '唔建議你咁做',
    ])
      it(refusal, () =>
        quiet('negated', `代理人：说它稳赚，其他人爱讲，${refusal}。`, '代理人：说它稳赚，其他人爱讲。'),
      );
    for (const refusal of [
      "so I'd advise against it",
      "and that's illegal",
      "I can't recommend it",
      'which does not mean we endorse it',
    ])
      it(refusal, () =>
        quiet('negated', `Agent: Calling it risk-free, ${refusal}.`, 'Agent: Calling it risk-free, as they do.'),
      );
    for (const text of [
      '返现违规，不过这款稳赚',
      '这款稳赚，别人说违法，放心',
      '这款稳赚，这样讲不违法',
      '这款稳赚，听说是违规，可是没人查',
      '这款稳赚，我不会做错',
    ])
      it(`taken back: ${text}`, () => loud(`代理人：${text}。`));
    for (const [claim, refusal] of [
      ['You asked for a guaranteed return', "I can't do that, and nobody should"],
      ['Some say it is risk-free', "It isn't true"],
    ] as const)
      it(`in the next sentence: ${refusal}`, () =>
        quiet('negated', `Agent: ${claim}. ${refusal}.`, `Agent: ${claim}.`));
    it('in the next sentence: 这个不行', () =>
      quiet('negated', '代理人：写上稳赚。这个不行，我帮不了。', '代理人：写上稳赚。'));
    it('the next sentence relents', () => {
      loud("Agent: You asked for a guaranteed return. I can't say that, but between us you have it.");
      loud("Agent: It is risk-free. It isn't risky at all.");
    });
    it('a contrast after a semicolon is no refusal', () =>
      loud("Agent: Banks are not risk-averse, ours is risk-free; it isn't."));
    it('nobody can say which', () =>
      quiet(
        'negated',
        'Agent: Nobody can say which of them is risk-free.',
        'Agent: Everyone can say it is risk-free.',
      ));
    it('taken back in English', () => loud("Agent: It is risk-free, which is illegal to say, but it's true."));
  });

  describe('a note that examines or corrects', () => {
    for (const note of [
      '抽检录音：某人说稳赚，停展业七天',
      '第12题：哪句属于夸大收益，稳赚',
      '覆核：讲咗稳赚，要澄清',
      '会议：某人说稳赚，已约谈',
    ])
      it(note, () => quiet('coaching', `> ${note}。`, '> 跟客户讲这款稳赚。'));
    for (const note of ['Audit log: he said guaranteed return', 'The phrase guaranteed return was struck'])
      it(note, () => quiet('coaching', `> ${note}.`, '> Tell him of the guaranteed return.'));
  });

  describe('citing a rule or a warning', () => {
    for (const cite of [
      '监管提示：',
      '根据保险法规定，',
      '依照第十条，',
      '风险提示：',
      '监管要求不得宣传',
      'The regulator warns: ',
    ])
      it(cite, () =>
        assert.ok(fired(`代理人：${cite}稳赚的说法。`).length === 0, String(silencers(`代理人：${cite}稳赚的说法。`))),
      );
    it('has the guard in the trace', () => {
      quiet('quoted-rule', '代理人：风险提示，凡说稳赚的要小心。', '代理人：这款稳赚。');
      quiet('quoted-rule', 'Agent: The regulator warns of risk-free talk.', 'Agent: This is risk-free.');
    });
    it('in another sentence it does not count', () => loud('代理人：监管提示过风险。这款稳赚。'));
  });

  describe('contract basis', () => {
    const zh = [
      '合同约定',
      '条款载明',
      '条款第五条约定',
      '写入合同的现金价值',
      '最低保证利率',
      '保证利益',
      '以合同为准，',
      '依保單條款，',
      '合約保證',
    ];
    for (const basis of zh)
      it(basis, () => quiet('contract-basis', `代理人：${basis}每年领取一万。`, '代理人：每年领取一万。'));
    for (const basis of ['as stated in the policy', 'as stated in the policy contract', 'the contractual minimum'])
      it(basis, () => quiet('contract-basis', `Agent: It is guaranteed, ${basis}.`, 'Agent: It is guaranteed.'));
    it('a bare “it is in the contract” is not enough', () => {
      loud('代理人：写进合同的，每年领取一万。');
      loud("Agent: It is guaranteed, it's in the contract.");
    });
  });

  describe('terms that hold a trigger', () => {
    for (const term of ['第一受益人', '返还型', '保险金信托', '存款保险', '保证领取'])
      it(term, () =>
        quiet(
          'product-term',
          `代理人：这里说的是${term}。`,
          `代理人：这里说的是${term.includes('领取') ? '领取' : term.includes('第一') ? '第一' : term.includes('返还') ? '返还' : term.includes('信托') ? '信托' : '存款'}。`,
        ),
      );
    it('a trigger beside the term is heard', () => loud('代理人：第一受益人是您，肯定保本。'));
  });

  describe('a case with its source', () => {
    it('@案例(来源)', () => {
      quiet('case-cited', '代理人：@案例(2024年理赔年报) 去年一定赔。', '代理人：去年一定赔。');
      loud('代理人：去年一定赔。\n代理人：@案例(2024年理赔年报)');
    });
  });

  describe('a refusal that is none', () => {
    for (const text of [
      '规定不许写保本，所以咱口头讲，保本。',
      '您不签别人就稳赚。',
      '同事不是说过保本嘛。',
      '没有保险的人稳赚。',
      '差不多稳赚。',
    ])
      it(text, () => loud(`代理人：${text}`));
    it('a note that tells how to hide it', () => {
      loud('> 客户犹豫时可暗示稳赚，但不要留文字。');
      quiet('coaching', '代理人：别说“稳赚”。', '代理人：说“稳赚”。');
    });
    it('a disclosure turned round', () => {
      loud('代理人：年化5%，分红不会不确定。');
    });
  });

  describe('a disclosure in reach', () => {
    const claim = '代理人：年化5%。';
    for (const [where, text] of [
      ['by its mark', `代理人：年化5%。[[披露：分红不确定]]`],
      ['in own words', '代理人：年化5%，分红是不确定的。'],
      ['in the next turn', `${claim}\n客户：哦。\n代理人：分红不确定。`],
      ['on every branch', `${claim}\n? 客户：真的？\n  代理人：分红不确定。\n? 客户：好。\n  代理人：分红不确定。`],
      ['in English', 'Agent: It earns 5%. That is not guaranteed.'],
    ] as const)
      it(where, () => quiet('uncertain', text, claim));
    for (const [where, text] of [
      ['two turns on', `${claim}\n客户：哦。\n代理人：您看。\n客户：嗯。\n代理人：分红不确定。`],
      ['from the client', `${claim}\n客户：分红不确定吧。`],
      ['in a note', `${claim}\n> 分红不确定`],
      ['on one branch only', `${claim}\n? 客户：真的？\n  代理人：分红不确定。\n? 客户：好。\n  代理人：签。`],
      ['of something else', '代理人：年化5%，天气不确定。'],
    ] as const)
      it(`not ${where}`, () => loud(text));
  });
});
