import { sessionCalendarFile } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { spaceNames } from '../../venue/index.ts';
import { calendarFile } from '../feeds/calendar-file.ts';
import { sessionsForCalendar } from '../feeds/feed.store.ts';
import { palaceOfFeed } from '../feeds/publish.ts';

export const sessionCalendarFileAction = handle(
  sessionCalendarFile,
  async ({ params, reader, origin, setHeader }) => {
    const palace = await palaceOfFeed(reader, params.palaceId);
    const [session] = await sessionsForCalendar(reader, palace.id, { sessionId: params.sessionId });
    if (session === undefined) throw new Problem('not-found');
    const spaces = await spaceNames(
      reader,
      session.space_id ? [{ palaceId: palace.id, spaceId: session.space_id }] : [],
    );
    setHeader('content-disposition', `attachment; filename="session-${session.id}.ics"`);
    return calendarFile([session], { palace, origin, spaces });
  },
);
