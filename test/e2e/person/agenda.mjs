// What is due stands in the side bar; a click leads to its line; a report is opened from the palette.
import assert from 'node:assert/strict';

export default async function agenda(person) {
  const { page, picture, saved, step } = person;
  const rows = page.locator('.pane', { hasText: 'PitchLint Agenda' }).locator('.monaco-list-row');
  await step('the agenda lists what is due today and later', async () => {
    await page.locator('.pane-header', { hasText: 'PitchLint Agenda' }).click();
    await rows.filter({ hasText: '冯先生一家' }).first().waitFor();
    await picture('agenda');
  });
  await step('a click on an entry opens its line', async () => {
    await rows.filter({ hasText: '冯先生一家' }).first().click();
    await person.tab('feng.client.yaml');
    const line =
      saved('feng.client.yaml')
        .split('\n')
        .findIndex((text) => text.includes('on: 2026-01-05')) + 1;
    await person.cursorOn(line);
    await picture('agenda-line');
  });
  await step('the complaint report is opened', async () => {
    await person.command('PitchLint: Open a Report');
    const choice = page.locator('.quick-input-widget:visible .monaco-list-row');
    await choice.filter({ hasText: 'Complaint report' }).first().waitFor();
    await picture('reports');
    await person.type('Complaint');
    await person.press('Enter');
    await person.tab('投诉处理报告');
    const report = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await report.locator('td', { hasText: '出门前把电话转给同事' }).first().waitFor();
    await picture('complaint-report');
    assert.equal(await report.locator('h1').textContent(), '投诉处理报告');
  });
}
