/** The server in a browser worker; vscode.dev and other web hosts. The first message brings the generated tables. */
import type { TablesMessage } from './protocol.ts';
import { useTables } from './tables.web.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
scope.addEventListener(
  'message',
  async ({ data }: MessageEvent<TablesMessage>) => {
    useTables(data.tables);
    // rules take their texts from the tables as they load; all of it is in the bundle, so that no message is missed
    const { serve } = await import('./serve.web.ts');
    serve(scope);
  },
  { once: true },
);
