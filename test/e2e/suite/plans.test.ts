import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  complete,
  cursorAfter,
  everything,
  extension,
  finding,
  findings,
  format,
  hoverText,
  open,
  place,
  quickFixes,
  rename,
  saved,
  shown,
  startOver,
  type,
  until,
} from './editor.ts';

describe('a plan in VS Code', () => {
  before(async () => {
    await extension();
    await startOver();
  });
  afterEach(startOver);

  it('completes a product id in a row just begun, with what the product is', async () => {
    const editor = await open('ji.plan.yaml');
    const { document } = editor;
    cursorAfter(editor, 'beneficiary: { kid: 100 }');
    await type('\n');
    // the new line begins where the keys of the row stand; an item begins two columns further left
    await vscode.commands.executeCommand('outdent');
    await type('- id: p4\nproduct: te');
    assert.equal(document.lineAt(editor.selection.active.line).text, '    product: te', document.getText());
    const item = await complete(editor, 'term-60');
    assert.match(`${item.detail} ${JSON.stringify(item.documentation ?? '')}`, /清禾定期寿险/);
    const row = document.lineAt(editor.selection.active.line - 1).text;
    assert.equal(`${row}\n${document.lineAt(editor.selection.active.line).text}`, '  - id: p4\n    product: term-60');
    await type('\ninsured: ');
    await complete(editor, 'dad');
    assert.equal(document.lineAt(editor.selection.active.line).text, '    insured: dad');
    assert.match(await hoverText(document, place(document, 'product: term-60').end), /清禾定期寿险/);
  });

  it('offers only products that the insured may have', async () => {
    const editor = await open('ji.plan.yaml');
    const range = place(editor.document, 'product: kid-acc');
    await editor.edit((edit) => edit.replace(range, 'product: '));
    cursorAfter(editor, '- id: p1\n    product: ');
    await assert.rejects(complete(editor, 'term-60'), /not among/, 'a child of four may not have a term life policy');
    await complete(editor, 'kid-acc');
    assert.equal(editor.document.lineAt(editor.selection.active.line).text, '    product: kid-acc');
  });

  it('moves a row by quick fix, with its comments', async () => {
    const { document } = await open('ji.plan.yaml');
    const before = document.getText();
    const { range, relatedInformation } = await finding(document, 'plan/adults-first');
    assert.equal(document.getText(range), 'kid');
    assert.equal(relatedInformation?.[0]?.location.range.start.line, place(document, '- id: p2').start.line + 2);
    const actions = await quickFixes(document, range);
    const fix = actions.find(({ edit, title }) => edit && !/忽略|ignore/i.test(title));
    assert.ok(fix?.edit, `no fix among ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until(
      () => `the finding to go; ${shown(document)}`,
      () => findings(document).every((line) => !line.startsWith('plan/adults-first')),
    );
    const start = before.indexOf('  # 孩子每天');
    const adults = before.indexOf('  # 季先生是');
    const end = before.indexOf('disclosures:');
    const child = before.slice(start, adults).trimEnd();
    assert.equal(
      document.getText().replace(/\n\n+/g, '\n'),
      `${before.slice(0, start)}${before.slice(adults, end)}${child}\n${before.slice(end)}`.replace(/\n\n+/g, '\n'),
    );
  });

  it('renames a member in the plan and in the client record', async () => {
    const { document } = await open('ji.plan.yaml');
    const [plan, client] = [await saved('ji.plan.yaml'), await saved('ji.client.yaml')];
    assert.deepEqual(await rename(document, place(document, 'insured: dad').end, 'baba'), [
      'ji.client.yaml',
      'ji.plan.yaml',
    ]);
    assert.equal(await saved('ji.plan.yaml'), plan.replaceAll(/\bdad\b/g, 'baba'));
    assert.equal(await saved('ji.client.yaml'), client.replaceAll(/\bdad\b/g, 'baba'));
  });

  it('renames a product in the catalogue and in the plan', async () => {
    const { document } = await open('qinghe.catalog.yaml');
    const [plan, catalog] = [await saved('ji.plan.yaml'), await saved('qinghe.catalog.yaml')];
    assert.deepEqual(await rename(document, place(document, 'id: ci-70').end, 'ci-80'), [
      'ji.plan.yaml',
      'qinghe.catalog.yaml',
    ]);
    assert.equal(await saved('ji.plan.yaml'), plan.replaceAll('ci-70', 'ci-80'));
    assert.equal(await saved('qinghe.catalog.yaml'), catalog.replaceAll('ci-70', 'ci-80'));
  });

  it('refuses a name that is taken', async () => {
    const { document } = await open('ji.plan.yaml');
    await assert.rejects(rename(document, place(document, 'insured: dad').end, 'kid'), /kid/);
    assert.equal(document.isDirty, false);
  });

  it('formats white space only, and once', async () => {
    const editor = await open('ji.plan.yaml');
    const { document } = editor;
    const tidy = document.getText();
    const untidy = tidy
      .replace('premium: 9800 #', 'premium:   9800 #')
      .replace('[dad, kid]', '[dad,kid]')
      .replace('title: 季先生一家：先保障\n', 'title:  季先生一家：先保障  \n\n\n')
      .replace('\n\n  # 季先生是', '\n\n\n\n  # 季先生是');
    await editor.edit((edit) => edit.replace(everything(document), untidy));
    assert.ok((await format(document)) > 0, 'nothing was formatted');
    const formatted = document.getText();
    assert.equal(formatted.replace(/\s/g, ''), tidy.replace(/\s/g, ''), 'only white space may change');
    assert.equal(formatted, tidy.replace('先保障\n', '先保障\n\n'));
    assert.equal(await format(document), 0, 'a second time there is nothing to do');
  });

  it('does not touch a file that cannot be read', async () => {
    const editor = await open('ji.plan.yaml');
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'title:   [  季\n'));
    assert.equal(await format(editor.document), 0);
  });
});
