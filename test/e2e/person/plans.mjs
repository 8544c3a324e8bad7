// A plan is written on: a product is completed, a row moved, a member renamed in two files, the white space put in order.
import assert from 'node:assert/strict';

const PLAN = 'ji.plan.yaml';
const CLIENT = 'ji.client.yaml';

export default async function plans(person) {
  const { picture, press, save, saved, step, type } = person;
  await step('a plan shows its order, ages and totals', async () => {
    await person.open(PLAN);
    await person.squiggles('warning').first().waitFor();
    await picture('plan');
  });
  await step('a row is typed: its product and who is insured are completed, and the gap is closed', async () => {
    await person.goBehind(PLAN, 'beneficiary: { kid: 100 }');
    await press('Enter');
    await press('Shift+Tab');
    await type('- id: p4\n');
    await type('product: ');
    await person.complete('acc-adult', { picture: 'product-completion', editor: 480 });
    await type('\ninsured: ');
    await person.complete('dad');
    await type('\nsum: 120万\npremium: 330\npay: 1y\nterm: 1y\nbeneficiary: ');
    await person.complete('legal');
    const row = [
      '  - id: p4',
      ...['product: acc-adult', 'insured: dad', 'sum: 120万', 'premium: 330', 'pay: 1y', 'term: 1y'].map(
        (key) => `    ${key}`,
      ),
      '    beneficiary: legal',
    ];
    await save(PLAN, saved(PLAN).replace('\ndisclosures:', `\n${row.join('\n')}\ndisclosures:`));
    await person.goBehind(PLAN, 'products:');
    await person.lens('新增年保费 1.232万');
  });
  const before = saved(PLAN);
  await step('a row is moved by quick fix, with its comments', async () => {
    await person.goBehind(PLAN, 'insured: kid');
    await person.quickFix('先大人后小孩', { picture: 'row-order', editor: 440 });
    await save(PLAN, (text) => text.indexOf('孩子每天') > text.indexOf('季先生是'));
    await picture('row-moved');
    const lines = (text) => text.split('\n').filter(Boolean).sort();
    assert.deepEqual(lines(saved(PLAN)), lines(before), 'lines were moved, none was changed');
    assert.match(saved(PLAN), / {2}# 孩子每天.*\n {2}- id: p1\n/);
    assert.match(saved(PLAN), / {2}# 季先生是.*\n {2}- id: p2\n/);
  });
  await step('a member is renamed in the plan and in the client record', async () => {
    const [plan, client] = [saved(PLAN), saved(CLIENT)];
    await person.goBehind(PLAN, 'insured: dad');
    await person.rename('baba', { picture: 'rename' });
    await person.untilSaved(PLAN, plan.replaceAll(/\bdad\b/g, 'baba'));
    await person.untilSaved(CLIENT, client.replaceAll(/\bdad\b/g, 'baba'));
    await person.open(CLIENT);
    await picture('renamed');
    await person.open(PLAN);
  });
  await step('formatting puts white space in order, and nothing else', async () => {
    const tidy = saved(PLAN);
    const untidy = tidy.replace('premium: 9800', 'premium:     9800').replace('先保障\n', '先保障   \n\n\n');
    await person.goBehind(PLAN, 'premium: ');
    await type('    ');
    await person.goBehind(PLAN, 'title: 季先生一家：先保障');
    await type('   \n\n');
    await save(PLAN, untidy);
    await picture('untidy');
    await person.command('Format Document');
    await save(PLAN, tidy.replace('先保障\n', '先保障\n\n'));
    await picture('formatted');
  });
}
