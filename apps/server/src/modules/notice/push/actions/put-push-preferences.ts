import { putPushPreferences } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { putPreference } from '../push.store.ts';

export const putPushPreferencesAction = handle(putPushPreferences, async ({ body, actor, tx }) => {
  const muted = [...new Set(body.muted)];
  await putPreference(tx, {
    person_id: actor.personId,
    muted,
    discreet: body.discreet,
    quiet_from: body.quietFrom,
    quiet_until: body.quietUntil,
  });
  return { ...body, muted };
});
