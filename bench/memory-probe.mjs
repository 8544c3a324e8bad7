// Preloaded into a measured server (`node --import`): on SIGUSR2 it collects garbage and prints the heap to stderr.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => {
  collect();
  collect();
  process.stderr.write(`\npitchlint-bench-heap ${process.memoryUsage().heapUsed}\n`);
});
