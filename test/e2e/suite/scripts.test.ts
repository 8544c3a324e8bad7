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
  open,
  place,
  quickFixes,
  rename,
  saved,
  shown,
  startOver,
  type,
  until,
  untitled,
} from './editor.ts';

describe('a script in VS Code', () => {
  before(async () => {
    await extension();
    await startOver();
  });
  afterEach(startOver);

  it('writes a branch with completion: who speaks, the four steps, where it goes on', async () => {
    const editor = await open('objections.pitch');
    const { document } = editor;
    cursorAfter(editor, '[[披露：责任免除]]\n  -> 约下次见面');
    await type('\n');
    await vscode.commands.executeCommand('outdent');
    await type('? 太贵了\n');
    const line = () => document.lineAt(editor.selection.active.line).text;
    assert.equal(line(), '  ', 'what belongs to an answer stands two columns further in');
    await type('代');
    await complete(editor, '代理人');
    assert.equal(line(), '  代理人：');
    await type('您担心保费（');
    await complete(editor, '观察');
    assert.equal(line(), '  代理人：您担心保费（观察）');
    await vscode.commands.executeCommand('cursorEnd');
    await type('\n-> ');
    await complete(editor, '约下次见面');
    assert.equal(line(), '  -> 约下次见面');
    await finding(document, 'script/nvc');
  });

  it('indents a new script by two, as its branches are', async () => {
    const { options } = await untitled('pitch', '# 异议处理\n\n客户：我再看看吧。\n');
    assert.deepEqual([options.tabSize, options.insertSpaces], [2, true]);
  });

  it('adds a disclosure by quick fix, and the finding goes', async () => {
    const { document } = await open('talk.pitch');
    const { range } = await finding(document, 'claims/guaranteed-return');
    const actions = await quickFixes(document, range);
    const fix = actions.find(({ title }) => /分红不确定/.test(title));
    assert.ok(fix?.edit, `no disclosure among ${actions.map(({ title }) => title).join(', ')}`);
    const before = document.getText();
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until(
      () => `the finding to go; ${shown(document)}`,
      () => findings(document).every((line) => !line.startsWith('claims/guaranteed-return')),
    );
    assert.equal(document.getText().replace(/ ?\[\[披露：分红不确定\]\]/, ''), before);
    assert.match(document.lineAt(7).text, /每年收益5%.*\[\[披露：分红不确定\]\]/);
  });

  it('renames a stage with its jumps', async () => {
    const { document } = await open('objections.pitch');
    const before = document.getText();
    const jump = place(document, '-> 约下次见面').end;
    assert.deepEqual(await rename(document, jump, '约周六见'), ['objections.pitch']);
    assert.equal(await saved('objections.pitch'), before.replaceAll('约下次见面', '约周六见'));
    assert.equal(before.split('约下次见面').length, 4, 'one stage and two jumps');
    assert.deepEqual(findings(document), []);
  });

  it('imports a text by command, losing no word, and checks it', async () => {
    const source = (await open('desk.txt')).document.getText();
    await vscode.commands.executeCommand('pitchlint.importScript');
    const document = await until('the script', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.languageId === 'pitch' ? active : undefined;
    });
    assert.ok(document.isUntitled, 'nothing is written unasked');
    const words = (text: string) => text.replace(/[\s#]/g, '');
    assert.equal(words(document.getText()), words(source));
    await finding(document, 'claims/guaranteed-return');
    await finding(document, 'claims/covers-everything');
    await finding(document, 'claims/false-scarcity');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.equal(symbols.length, 2, 'two stages');
  });

  it('formats branches, and changes no word', async () => {
    const editor = await open('objections.pitch');
    const { document } = editor;
    const tidy = document.getText();
    const untidy = tidy
      .replace('? 要和家里商量\n  ->', '?要和家里商量  \n      ->')
      .replace('# 约下次见面 {', '#   约下次见面 {')
      .replace('客户：我再', '客户 : 我再');
    await editor.edit((edit) => edit.replace(everything(document), untidy));
    assert.ok((await format(document)) > 0, 'nothing was formatted');
    assert.equal(document.getText(), tidy);
    assert.equal(await format(document), 0, 'a second time there is nothing to do');
  });

  it('renders a script with its plan into a new text', async () => {
    const { document } = await open('family.pitch');
    await vscode.commands.executeCommand('pitchlint.renderScript');
    const copy = await until('the copy', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.languageId === 'markdown' ? active : undefined;
    });
    assert.ok(copy.isUntitled, 'nothing is written unasked');
    assert.match(copy.getText(), /季先生，如果家里收入突然停了/);
    assert.match(copy.getText(), /周六再细谈/);
    assert.doesNotMatch(copy.getText(), /\{\{|pitchlint|ji\.plan\.yaml/);
    assert.ok(!document.isDirty);
  });

  it('writes no copy with a place left empty, and shows the place', async () => {
    const editor = await open('family.pitch');
    await editor.edit((edit) => edit.replace(place(editor.document, '{{见面日期|周六}}'), '{{见面日期}}'));
    const { range } = await finding(editor.document, 'script/placeholder');
    assert.equal(editor.document.getText(range), '见面日期');
    // the command waits for an answer to its message
    const told = vscode.commands.executeCommand('pitchlint.renderScript');
    await vscode.commands.executeCommand('notifications.focusToasts');
    await vscode.commands.executeCommand('notification.acceptPrimaryAction');
    await vscode.commands.executeCommand('notifications.clearAll');
    await told;
    const active = vscode.window.activeTextEditor;
    assert.equal(active?.document.uri.toString(), editor.document.uri.toString(), 'no copy');
  });

  it('says above the script what it draws from, and how long each stage takes', async () => {
    const { document } = await open('family.pitch');
    const titles = await until('the lenses', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        50,
      );
      return lenses?.length ? lenses.map(({ command }) => command?.title ?? '') : undefined;
    });
    assert.deepEqual(titles.slice(0, 3), [
      '方案：季先生一家：先保障（3 行产品）',
      '目录：qinghe.catalog.yaml（4 款产品）',
      '按方案生成成稿',
    ]);
    assert.match(titles[3]!, /^说完约\d+秒$/);
  });

  it('takes a Markdown file for a script when its front matter says so, and leaves other Markdown alone', async () => {
    const visit = await open('visit.md');
    await until('the script', () => vscode.window.activeTextEditor?.document.languageId === 'pitch');
    const { range } = await finding(visit.document, 'claims/guaranteed-return');
    assert.equal(visit.document.getText(range), '保本保息');
    const notes = await open('notes.md');
    assert.equal(notes.document.languageId, 'markdown');
    assert.deepEqual(findings(notes.document), []);
    const memo = await open('memo.pitch.md');
    assert.equal(memo.document.languageId, 'pitch');
    await finding(memo.document, 'claims/guaranteed-return');
  });

  it('cleans up what pasting left: glosses, unseen marks and stray widths', async () => {
    const { document } = await open('pasted.pitch');
    const { range } = await finding(document, 'style/pasted-text');
    const actions = await quickFixes(document, range);
    const clean = actions.find(({ title }) => title.includes('清理全文'));
    assert.ok(clean?.edit, actions.map(({ title }) => title).join(', '));
    assert.ok(await vscode.workspace.applyEdit(clean.edit));
    const lines = ['最近家里都好吗，孩子上学了吧？', '您家的保险是谁在管？', '我把条款发给您，ABC三份都有。'];
    assert.equal(document.getText(), `# 破冰\n\n${lines.map((line) => `代理人：${line}\n`).join('')}`);
    await until(
      () => `nothing left; ${shown(document)}`,
      () => findings(document).length === 0,
    );
  });
});
