import { runCommand } from '@wengong/ballot/command';

/** The download `verify-ballot.mjs`: built on its own, run by Node instead of a page. */
declare const process: Parameters<typeof runCommand>[0];

void runCommand(process);
