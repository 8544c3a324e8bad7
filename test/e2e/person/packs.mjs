// A head office at work: a rule is written on and holds at once, a phrase is allowed from where it was underlined.
import assert from 'node:assert/strict';

const SCRIPT = 'office/welcome.pitch';
const RULE = 'office/compliance/claims/nickname.yaml';
const ALLOWED = 'office/compliance/claims/absolute-superlative.yaml';

export default async function packs(person) {
  const { page, picture, press, save, saved, step, type } = person;
  const marked = page.locator('.editor-group-container.active .squiggly-warning');
  await step('a rule of the company underlines a nickname', async () => {
    await person.open('welcome.pitch');
    await marked.first().waitFor();
    await picture('company-rule');
  });
  await step('a phrase is added to the rule, and the editor says that no example shows it', async () => {
    await person.open('nickname.yaml');
    const before = saved(RULE);
    await person.goBehind(RULE, '"绰号叫"');
    await type(', "小贴心"');
    await marked.first().waitFor();
    await picture('pack-uncovered', { editor: 480 });
    await save(RULE, before.replace('"绰号叫"', '"绰号叫", "小贴心"'));
  });
  await step('with its example the rule holds, and the script is judged by it', async () => {
    const before = saved(RULE);
    await person.goBehind(RULE, '小安。"');
    await press('Enter');
    await press('Shift+Tab');
    await type('- bad: "代理人：[[小贴心]]好用。"');
    await marked.first().waitFor({ state: 'hidden' });
    await save(RULE, before.replace('小安。"\n', '小安。"\n  - bad: "代理人：[[小贴心]]好用。"\n'));
    await person.open('welcome.pitch');
    await page.waitForFunction(
      () => document.querySelectorAll('.editor-group-container.active .squiggly-warning').length >= 3,
    );
    assert.equal(await marked.count(), 3, 'the nickname, the new phrase, and a superlative');
  });
  await step('a phrase is allowed in the company’s pack by the light bulb', async () => {
    await person.goBehind(SCRIPT, '全国第');
    await person.quickFix('允许“全国第一的”', { picture: 'allow-phrase', editor: 480 });
    await person.untilSaved(ALLOWED, (text) => /^extends: claims\/absolute-superlative\n[\s\S]*全国第一/.test(text));
    await person.open('absolute-superlative.yaml');
    await picture('allowed-phrase', { editor: 480 });
    await person.open('welcome.pitch');
    await page.waitForFunction(
      () => document.querySelectorAll('.editor-group-container.active .squiggly-warning').length === 2,
    );
  });
}
