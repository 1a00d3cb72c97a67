import { Refusal } from '../refusal.ts';

/** Words in PostgreSQL's output → what the person can do. First match wins. */
const known: [RegExp, string, string][] = [
  [
    /No space left on device|Check free disk space/,
    '磁盘已满，请腾出空间后重试',
    'The disk is full: free some space and try again',
  ],
  [
    /Permission denied|Operation not permitted|has wrong ownership/,
    '没有数据文件夹的权限，请用创建它的用户运行',
    'No permission for the data folder: run as the user who made it',
  ],
  [
    /could not create shared memory|could not map anonymous shared memory|Cannot allocate memory/,
    '内存不足，无法启动 PostgreSQL',
    'Not enough memory to start PostgreSQL',
  ],
  [
    /lock file "postmaster\.pid" already exists/,
    '数据库已在另一个进程中运行，请先停止它',
    'The database already runs in another process: stop that one first',
  ],
  [
    /error while loading shared libraries/,
    'PostgreSQL 缺少程序库，请删除 node_modules 后重试',
    'PostgreSQL lacks a library: delete node_modules and try again',
  ],
];

/** True when another program took the port between choosing and binding it. */
export function isPortTaken(output: string): boolean {
  return /could not bind|could not create any TCP\/IP sockets/.test(output);
}

/** Turns what PostgreSQL printed into one line for the person who started it. */
export function explainServerOutput(output: string, folder: string): Refusal {
  for (const [pattern, chinese, english] of known) {
    if (pattern.test(output)) return new Refusal(`${chinese}（${folder}）`, `${english} (${folder})`);
  }
  const lines = output.trim().split('\n');
  const reason = lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '';
  return new Refusal(`PostgreSQL 无法启动：${reason}`, `PostgreSQL did not start (${folder})`);
}
