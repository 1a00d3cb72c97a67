/** `npm run recount -- <votes file> [<voter>]`: counts the votes of a contest's round again, offline. */
import { runRecount } from '@wengong/ballot/recount-command';

await runRecount(process);
