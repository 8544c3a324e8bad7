// The first minutes: a script is open, a squiggle is seen, hovered, mended and saved.
import assert from 'node:assert/strict';

export default async function firstLook(person) {
  const { page, picture, step } = person;
  await step('the workbench opens the script', () =>
    page.locator('.monaco-editor .view-line', { hasText: '每年收益' }).first().waitFor(),
  );
  const squiggles = person.squiggles('error');
  await step('what may not be said is underlined', async () => {
    await page.waitForFunction(() => document.querySelectorAll('.monaco-editor .squiggly-error').length >= 2);
    await page.locator('.codelens-decoration, .monaco-editor .view-line', { hasText: '约' }).first().waitFor();
    await picture('squiggle');
  });
  const hover = page.locator('.monaco-hover:visible');
  const at = await person.boxOf('每年收益');
  await step('the hover says why, with the law', async () => {
    await page.mouse.move(at.x, at.y);
    await page.mouse.move(at.x + 1, at.y);
    await hover.filter({ hasText: '保险法' }).first().waitFor();
    await picture('hover');
  });
  const before = person.saved('talk.pitch');
  await step('the light bulb offers the missing disclosure, and one click adds it', async () => {
    const count = await squiggles.count();
    await page.mouse.click(at.x, at.y);
    // else the hover comes back under the resting mouse and takes the key
    await page.mouse.move(1000, 560);
    await hover.first().waitFor({ state: 'hidden' });
    await person.quickFix('分红不确定', { picture: 'quick-fix' });
    await page.waitForFunction(
      (old) => document.querySelectorAll('.monaco-editor .squiggly-error').length < old,
      count,
    );
    await picture('disclosure-added');
  });
  await step('the mended text is saved, and nothing else in it has changed', async () => {
    const line = '代理人：这款年金险每年收益5%，很稳。';
    assert.ok(before.includes(line));
    await person.save('talk.pitch', before.replace(line, `${line}[[披露：分红不确定]]`));
  });
  await step('on an empty line the speakers are offered', async () => {
    await person.press('Control+End');
    await person.press('Enter');
    await person.complete('客户', { picture: 'completion', ask: true });
    await person.type('好。');
    await person.save('talk.pitch', (text) => text.endsWith('\n客户：好。'));
  });
}
