/** Completion and hover are asked for once in a quiet, and let be as soon as somebody types. */
import assert from 'node:assert/strict';
import { rehearsalOf } from '../../server/src/lsp/rehearsal.ts';
import { Session } from '../../server/src/workspace/session.ts';
import { memoryHost } from '../golden/check.ts';

const URI = 'file:///a.pitch';
const TEXT = '# 促成\n代理人：好的。\n代理人：再见。\n';
const quiet = () => new Promise((resolve) => setTimeout(resolve, 400));

async function judged(): Promise<Session> {
  const session = new Session(memoryHost(new Map()));
  session.open(URI, 'pitch', 1, TEXT);
  await session.analysis(URI);
  return session;
}

describe('rehearsal', () => {
  it('asks at places all over the first document of its kind, and never again', async () => {
    const session = await judged();
    const asked: number[] = [];
    const rehearsal = rehearsalOf(session, [async ({ position }) => asked.push(position.line)]);
    rehearsal();
    await quiet();
    assert.equal(asked.length, 8);
    assert.equal(asked.at(-1), 3);
    rehearsal();
    await quiet();
    assert.equal(asked.length, 8);
  });

  it('waits for a document that was judged, and ends when it is changed', async () => {
    const session = await judged();
    let asked = 0;
    const rehearsal = rehearsalOf(session, [
      async () => {
        asked++;
        session.change(URI, 2, [{ text: `${TEXT}代理人：好。\n` }]);
      },
    ]);
    session.change(URI, 2, [{ text: `${TEXT}\n` }]);
    rehearsal();
    await quiet();
    assert.equal(asked, 0);
    await session.analysis(URI);
    rehearsal();
    await quiet();
    assert.equal(asked, 1);
  });
});
