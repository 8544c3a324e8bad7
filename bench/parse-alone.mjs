// The floor for checking plans: read and parse every YAML file of a folder with `yaml` and nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';

const folder = process.argv[2];
let nodes = 0;
for (const name of readdirSync(folder)) {
  const document = parseDocument(readFileSync(path.join(folder, name), 'utf8'), { uniqueKeys: false });
  nodes += document.errors.length;
}
console.log(nodes);
