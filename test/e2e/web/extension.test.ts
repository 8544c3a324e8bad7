import assert from 'node:assert/strict';
import { extension, finding, open, until, untitled } from '../suite/editor.ts';

describe('PitchLint in a browser', () => {
  before(extension);

  it('underlines a promised return in a file of the workspace', async () => {
    const { document } = await open('talk.pitch');
    const { range } = await finding(document, 'claims/guaranteed-return');
    assert.equal(document.getText(range), '每年收益5%');
  });

  it('checks a plan and an untitled script', async () => {
    await finding((await open('home.plan.yaml')).document, 'plan/reference');
    const { document } = await untitled('pitch', '# 方案讲解\n\n代理人：这款产品保本保息。\n');
    await finding(document, 'claims/guaranteed-return');
  });

  it('shows the status', async () => {
    const api = await extension();
    await open('talk.pitch');
    assert.equal((await until('the status', () => api.status())).text, 'PitchLint CN');
  });
});
