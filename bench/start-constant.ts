import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../tools/stage.ts';

/** A baseline in a process of its own, as the server is; whoever asked for it ends it. */
export async function startConstant(length = 0): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort();
  const child = spawn(process.execPath, [new URL('constant-server.ts', import.meta.url).pathname], {
    env: { ...process.env, PORT: String(port), LENGTH: String(length) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return { url: `http://127.0.0.1:${port}/`, process: child };
}
