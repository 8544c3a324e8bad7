// Runs `pitchlint scan` over records, as a chat archive would be run: what is measured is what users get.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/**
 * @param {string} root the repository
 * @param {object[]} records `{id, text, speaker?, lang?, market?, channel?}`
 * @param {string[]} more further arguments, e.g. `--as-of`
 * @returns {Promise<Map<string, object>>} the answers by id
 */
export async function scan(root, records, more = []) {
  const child = spawn(process.execPath, [path.join(root, 'dist/cli.mjs'), 'scan', ...more], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = new Map();
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const answer = JSON.parse(line);
      if (answer.error) throw new Error(`scan: ${line.slice(0, 300)}`);
      answers.set(answer.id, answer);
    }
  })();
  for (const { id, text, speaker, lang, market, channel } of records) {
    const ready = child.stdin.write(`${JSON.stringify({ id, text, speaker, lang, market, channel })}\n`);
    if (!ready) await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  await reading;
  if (answers.size !== records.length) throw new Error(`scan answered ${answers.size} of ${records.length} records`);
  return answers;
}
