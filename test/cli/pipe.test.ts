/** The built command under a reader that goes away, and as a language server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

describe('the built command', () => {
  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, ['dist/cli.mjs', 'scan'], { stdio: 'pipe' });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin.on('error', () => {});
    child.stdout.once('data', () => child.stdout.destroy());
    const line = `${JSON.stringify({ id: 1, text: '您好' })}\n`;
    child.stdin.end(line.repeat(200_000));
    const [code] = await once(child, 'exit');
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });

  it('serves over standard input and output and ends when it is told to', async () => {
    const child = spawn(process.execPath, ['dist/cli.mjs', 'lsp', '--stdio'], { stdio: 'pipe' });
    const send = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    const [answer] = await once(child.stdout, 'data');
    assert.match(String(answer), /"name":"pitchlint"|Content-Length/);
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });
});
