// A script is written on: a branch with completion, a stage renamed with its jumps, a text from the desk imported and checked.
import assert from 'node:assert/strict';

const SCRIPT = 'objections.pitch';

export default async function scripts(person) {
  const { page, picture, press, save, saved, step, type } = person;
  await step('a branch is written with completion', async () => {
    await person.open(SCRIPT);
    const before = saved(SCRIPT);
    await person.goBehind(SCRIPT, '-> 约下次见面', 1);
    await press('Enter');
    await type('? 太贵了');
    await press('Enter');
    await person.complete('代理人', { ask: true });
    await type('您担心保费（');
    await person.complete('观察', { picture: 'branch-steps' });
    await press('End');
    await press('Enter');
    await type('-> ');
    await person.complete('约下次见面', { picture: 'branch-jump', editor: 540 });
    const branch = '? 太贵了\n  代理人：您担心保费（观察）\n  -> 约下次见面\n';
    await save(SCRIPT, before.replace('\n\n# 约下次', `\n${branch}\n# 约下次`));
  });
  await step('a stage is renamed together with its jumps', async () => {
    const before = saved(SCRIPT);
    assert.equal(before.split('约下次见面').length, 5, 'a stage and three jumps');
    await person.goBehind(SCRIPT, '# 约下次见面');
    await person.rename('约周六见', { picture: 'stage-rename' });
    await save(SCRIPT, before.replaceAll('约下次见面', '约周六见'));
    await picture('stage-renamed');
  });
  await step('a text from the desk is imported and checked', async () => {
    await person.open('desk.txt');
    await person.command('PitchLint: Import Script');
    await person.tab('Untitled');
    await page.waitForFunction(
      () => document.querySelectorAll('.editor-group-container.active .squiggly-error').length >= 2,
    );
    await picture('imported');
    const seen = await page.locator('.editor-group-container.active .view-lines').textContent();
    for (const word of ['方案讲解', '稳赚不赔', '住院什么都报', '怕太贵', '明天就停售了'])
      assert.ok(seen.includes(word), `${word} in ${seen}`);
    await person.command('View: Revert and Close Editor');
    await person.tab('desk.txt');
  });
  await step('a click above the script writes a copy with the plan’s values', async () => {
    await person.open('family.pitch');
    await person.lens('按方案生成成稿').then(() => page.locator('.codelens-decoration a', { hasText: '成稿' }).click());
    await person.tab('Untitled');
    await page.locator('.editor-group-container.active .view-line', { hasText: '季先生' }).first().waitFor();
    await picture('rendered');
    await person.command('View: Revert and Close Editor');
    await person.tab('family.pitch');
  });
  await step('what pasting left is cleaned up by the light bulb', async () => {
    await person.open('pasted.pitch');
    const before = saved('pasted.pitch');
    await person.goBehind('pasted.pitch', '保险（');
    await person.quickFix('清理全文', { picture: 'paste-cleanup', editor: 400 });
    const clean = before
      .replace('（bǎo xiǎn）', '')
      .replace('\u200b', '')
      .replace('ＡＢＣ', 'ABC')
      .replace('吗,', '吗，');
    await save('pasted.pitch', clean);
  });
  await step('a Markdown file that says so is checked as a script', async () => {
    await person.open('visit.md');
    await page.locator('.editor-group-container.active .squiggly-error').first().waitFor();
    await picture('markdown-script');
  });
}
