import type { Page } from 'playwright-core';
import { runNode } from '../../tools/run.ts';
import type { Stage } from '../../tools/stage.ts';
import { signInByPhone, signInStaff } from '../sign-in.ts';
import { type Hall, kiosksOf } from './kiosks.ts';
import { reviewStatesOf, type State, setUpStates, statesOf } from './states.ts';

/** Where a visitor goes. */
export interface Round {
  readonly starts: readonly string[];
  /** On a screen in a hall: other pages under the same addresses, and no further than `starts`. */
  readonly kiosk?: boolean;
}

export interface Visitor extends Round {
  readonly name: string;
  /** Everybody sees what this one sees. */
  readonly anybody: boolean;
  /** What is looked at besides pages that links lead to. */
  readonly states: readonly State[];
  signIn(page: Page, origin: string): Promise<void>;
}

/** What the loader of the demonstration tells about one way in. */
interface SignIn {
  readonly how: string;
  readonly account: string;
  readonly password?: string;
}

const SIGN_INS = 'DEMO_SIGNINS ';

const STATES: Readonly<Record<string, readonly State[]>> = {
  director: statesOf('nantong'),
  reviewer: reviewStatesOf('chengdu'),
};

/** Somebody of each kind, signed in as the demonstration tells. */
export async function visitorsOf(stage: Stage): Promise<readonly Visitor[]> {
  const signIns = await signInsOf(stage);
  const course = await courseOf(stage);
  const ballot = await sessionOf(stage, '新年音乐会');
  const room = await sessionOf(stage, '滑冰班');
  const team = await teamSessionOf(stage);
  const passwordOf = (account: string): string => {
    const password = signIns.find((each) => each.account === account)?.password;
    if (password === undefined) throw new Error(`the demonstration has no account ${account}`);
    return password;
  };
  const staff = (name: string, account: string, more: readonly string[] = []): Visitor => {
    const password = passwordOf(account);
    return {
      name,
      anybody: false,
      // The second is in a menu that is not there until it is opened.
      starts: ['/console', '/console/account', ...more],
      states: STATES[name] ?? [],
      signIn: (page, origin) => signInStaff(page, origin, account, password),
    };
  };
  const worker = signIns.find((each) => each.how === 'phone-code');
  if (worker === undefined) throw new Error('the demonstration has no worker');
  return [
    {
      name: 'visitor',
      anybody: true,
      // Few sessions have a waiting room: the crawl may look at others only.
      starts: [
        '/',
        '/sign-in',
        '/console/sign-in',
        '/styleguide',
        '/offline',
        '/contests/recount',
        '/goodbye',
        '/kiosk/nantong',
        `/p/harbin/sessions/${room}/room`,
        '/p/qingdao/lectures/weekly',
      ],
      states: setUpStates('nantong'),
      signIn: async () => undefined,
    },
    {
      name: 'worker',
      anybody: false,
      // A QR code leads to the stamp, a script to the place in a waiting room; signing out is mostly done by a button.
      starts: [
        '/me',
        '/',
        '/p/nantong/stamp',
        `/p/nantong/activities/${course}/enrol`,
        `/p/nantong/sessions/${team}/team`,
        `/p/harbin/sessions/${room}/room/place`,
        '/sign-out',
      ],
      states: [],
      signIn: (page, origin) => signInByPhone(page, origin, worker.account),
    },
    // Few sessions have a ballot: the crawl may look at others only.
    staff('director', 'nantong.director', [
      `/console/nantong/sessions/${ballot}/ballot`,
      `/console/nantong/activities/${course}/roster`,
    ]),
    staff('editor', 'nantong.editor'),
    staff('clerk', 'nantong.desk'),
    staff('reviewer', 'chengdu.reviewer'),
    staff('lecturer', 'qingdao.director'),
    staff('officer', 'jiangsu.officer'),
    staff('group', 'shipyard.officer'),
    ...kiosksOf({
      ...(await hallOf(stage)),
      roomId: room,
      director: { account: 'harbin.director', password: passwordOf('harbin.director') },
      worker: worker.account,
    }),
  ];
}

/** A session of Harbin's that anybody may book now. */
async function hallOf({ url }: Stage): Promise<Pick<Hall, 'palaceId' | 'activityId' | 'sessionId'>> {
  const read = async (path: string) => (await fetch(`${url}/api/v1/${path}`)).json();
  const { id: palaceId } = (await read('palaces/by-slug/harbin')) as { id: string };
  const query = new URLSearchParams({ palaceId, q: '户外劳动者驿站', limit: '20' });
  const { items } = (await read(`sessions?${query}`)) as { items: { id: string; activityId: string }[] };
  // The last one: booking does not close while it is looked at.
  const session = items.at(-1);
  if (session === undefined) throw new Error('the demonstration has no rest stop in Harbin');
  return { palaceId, activityId: session.activityId, sessionId: session.id };
}

/** The id of the session that a search for its title finds. */
async function sessionOf({ url }: Stage, title: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/sessions?q=${encodeURIComponent(title)}&limit=1`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const [session] = items;
  if (session === undefined) throw new Error(`the demonstration has no session of ${title}`);
  return session.id;
}

/** A session of Nantong's where seats can be set apart for a work team: not all of them have time or room for one. */
async function teamSessionOf({ url }: Stage): Promise<string> {
  const read = async (path: string) => (await fetch(`${url}/api/v1/${path}`)).json();
  const { id: palaceId } = (await read('palaces/by-slug/nantong')) as { id: string };
  const { items } = (await read(`sessions?palaceId=${palaceId}&limit=50`)) as { items: { id: string }[] };
  // The last ones first: they have the most time.
  for (const { id } of items.toReversed()) {
    const { team } = (await read(`palaces/${palaceId}/sessions/${id}/availability`)) as { team: unknown };
    if (team) return id;
  }
  throw new Error('the demonstration has no session that a work team can set seats apart of');
}

/** The activity of the demonstration that is sold as a whole. */
async function courseOf({ url }: Stage): Promise<string> {
  const answer = await fetch(`${url}/api/v1/sessions?${new URLSearchParams({ q: '国画山水', limit: '1' })}`);
  const { items } = (await answer.json()) as { items: { activityId: string }[] };
  if (items[0] === undefined) throw new Error('the demonstration has no course sold as a whole');
  return items[0].activityId;
}

async function signInsOf({ databaseUrl, dataDir }: Stage): Promise<SignIn[]> {
  let signIns: SignIn[] = [];
  const env = { ...process.env, DATABASE_URL: databaseUrl, WENGONG_DATA: dataDir };
  await runNode(['apps/server/src/demo/load.ts', '--signins'], {
    env,
    onLine(line) {
      if (line.startsWith(SIGN_INS)) signIns = JSON.parse(line.slice(SIGN_INS.length)) as SignIn[];
    },
  });
  return signIns;
}
