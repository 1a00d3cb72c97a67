import { signOut } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { authHeaders, relayCookies } from '../auth/library.ts';
import type { Identity } from '../identity.context.ts';

export const signOutAction = ({ auth, actors }: Identity) =>
  handle(signOut, async (call) => {
    const { headers } = await auth.api.signOut({ headers: authHeaders(call, true), returnHeaders: true });
    const token = actors.token(call.headers);
    if (token !== null) actors.forgetToken(token);
    relayCookies(headers, call.setHeader);
  });
