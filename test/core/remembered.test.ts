import assert from 'node:assert/strict';
import { placeBeside } from '../../server/src/core/beside.ts';
import { rememberPerText } from '../../server/src/core/text/remembered.ts';

describe('core/text: what is remembered of texts', () => {
  const counted = () => {
    const asked: string[] = [];
    const lengthOf = rememberPerText((text) => {
      asked.push(text);
      return { length: text.length };
    });
    return { asked, lengthOf };
  };

  it('is learnt once from a line', () => {
    const { asked, lengthOf } = counted();
    const first = lengthOf('保本');
    lengthOf('收益');
    assert.equal(lengthOf('保本'), first);
    assert.deepEqual(asked, ['保本', '收益']);
  });

  it('is kept of one very long text only, or each keystroke in it would stay', () => {
    const { asked, lengthOf } = counted();
    const [long, longer] = ['收'.repeat(5_000), '收'.repeat(5_001)];
    const first = lengthOf(long);
    assert.equal(lengthOf(long), first);
    lengthOf(longer);
    assert.notEqual(lengthOf(long), first);
    assert.deepEqual(
      asked.map(({ length }) => length),
      [5_000, 5_001, 5_000],
    );
  });

  it('is let go when many other texts came', () => {
    const { asked, lengthOf } = counted();
    lengthOf('保本');
    for (let i = 0; i < 9_000; i++) lengthOf(`第${i}行`);
    lengthOf('保本');
    assert.equal(asked.filter((text) => text === '保本').length, 2);
  });
});

describe('core: what is kept beside an object', () => {
  it('belongs to that object alone, not to copies of it or to what inherits from it', () => {
    const facts = placeBeside<object, string>();
    const others = placeBeside<object, string>();
    const owner = { id: 'dad' };
    facts.set(owner, 'first');
    facts.set(owner, 'second');
    assert.equal(facts.get(owner), 'second');
    assert.equal(others.get(owner), undefined);
    assert.equal(facts.get({ ...owner }), undefined);
    assert.equal(facts.get(Object.create(owner)), undefined);
    assert.deepEqual(owner, { id: 'dad' });
    facts.set(owner, undefined);
    assert.equal(facts.get(owner), undefined);
  });
});
