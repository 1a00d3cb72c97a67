/** `npm run verify-ballot -- <result file> [<receipt>]`: verifies a ballot offline, as the page and the download do. */
import { runCommand } from '@wengong/ballot/command';

await runCommand(process);
