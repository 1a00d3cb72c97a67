import { createHmac, randomInt } from 'node:crypto';
import { type PalaceRole, sessionCookie, type WorkerCategory } from '@wengong/contract';
import { sql } from 'kysely';
import { newId } from '../kernel/ids.ts';
import { authSecret, createAuth } from '../modules/identity/auth/auth.ts';
import { phoneEndHash } from '../modules/identity/index.ts';
import type { TestApp } from './app.ts';

/** Somebody signed in: pass it as `as` to `app.call`. */
export interface TestPerson {
  readonly personId: string;
  readonly cookie: string;
  /** The number in clear, `+86…`. */
  readonly phone: string;
}

export interface WorkerOptions {
  /** A verified union member. */
  readonly member?: boolean;
  readonly categories?: readonly WorkerCategory[];
  readonly displayName?: string;
}

/** A worker, signed in by phone. */
export async function createWorker(app: TestApp, options: WorkerOptions = {}): Promise<TestPerson> {
  const person = await insertPerson(app, options.displayName ?? '测试职工');
  await app.deps.db.transact(async (tx) => {
    const now = app.clock.now();
    if (options.member === true) {
      await sql`insert into union_node (id, path, level, name, name_en)
        select ${newId()}, 'cn', 'nation', '全国总工会', 'National federation'
        where not exists (select from union_node)`.execute(tx);
      await sql`insert into membership (person_id, union_id, method, verified_at, valid_until)
        values (${person.personId}, (select id from union_node order by path limit 1), 'roster', ${now},
          ${'2099-12-31'})`.execute(tx);
    }
    for (const category of options.categories ?? []) {
      await sql`insert into attested_category (phone_hash, category, attested_by, attested_at)
        values (${app.deps.keys.fingerprint(person.phone)}, ${category}, ${person.personId}, ${now})`.execute(
        tx,
      );
    }
  });
  return { ...person, cookie: await openSession(app, person.personId, false) };
}

/** Staff of a palace with these roles, signed in with the second factor. */
export async function createStaff(
  app: TestApp,
  palaceId: string,
  roles: readonly PalaceRole[],
): Promise<TestPerson> {
  const person = await insertPerson(app, '测试工作人员');
  await app.deps.db.transact(async (tx) => {
    for (const role of roles) {
      await sql`insert into palace_role (palace_id, person_id, role, granted_at)
        values (${palaceId}, ${person.personId}, ${role}, ${app.clock.now()})`.execute(tx);
    }
  });
  return { ...person, cookie: await openSession(app, person.personId, true) };
}

/** An officer of a union, signed in with the second factor. */
export async function createOfficer(app: TestApp, unionId: string): Promise<TestPerson> {
  const person = await insertPerson(app, '测试工会干部');
  await app.deps.db.transact((tx) =>
    sql`insert into union_role (union_id, person_id, role, granted_at)
      values (${unionId}, ${person.personId}, 'officer', ${app.clock.now()})`.execute(tx),
  );
  return { ...person, cookie: await openSession(app, person.personId, true) };
}

/** Opens another session of a person; `strong` as if the second factor had been given. Returns the cookie. */
export async function openSession(app: TestApp, personId: string, strong: boolean): Promise<string> {
  const { internalAdapter } = await authOf(app).context;
  const session = await internalAdapter.createSession(personId);
  if (strong) {
    await app.deps.db.transact((tx) =>
      sql`update auth_session set stage = 'strong', idle_until = ${app.clock.now()}::timestamptz + interval '30 minutes'
        where id = ${session.id}`.execute(tx),
    );
  }
  const signature = createHmac('sha256', authSecret(app.deps.keys)).update(session.token).digest('base64');
  return `${sessionCookie}=${encodeURIComponent(`${session.token}.${signature}`)}`;
}

async function insertPerson(app: TestApp, displayName: string) {
  const person = { personId: newId(), phone: randomPhone() };
  const { keys, db } = app.deps;
  const fingerprint = keys.fingerprint(person.phone);
  const now = app.clock.now();
  await db.transact(async (tx) => {
    await sql`insert into person (id, display_name, phone_cipher, phone_hash, phone_end, created_at)
      values (${person.personId}, ${displayName}, ${keys.seal(person.phone)}, ${fingerprint},
        ${phoneEndHash(keys, person.phone)}, ${now})`.execute(tx);
    await sql`insert into auth_user (id, name, email, email_verified, created_at, updated_at, phone_number)
      values (${person.personId}, ${displayName}, ${`${person.personId}@test.invalid`}, false, ${now}, ${now},
        ${fingerprint.toString('hex')})`.execute(tx);
  });
  return person;
}

/** A mobile number of the shape of real ones; eight random digits keep those of one test apart. */
export const randomPhone = (): string => `+86139${String(randomInt(100_000_000)).padStart(8, '0')}`;

const auths = new WeakMap<TestApp, ReturnType<typeof createAuth>>();

/** better-auth on the app's database, so that sessions are the real ones. */
function authOf(app: TestApp) {
  let auth = auths.get(app);
  if (auth === undefined) {
    auth = createAuth(app.deps, {
      ensurePerson: () => Promise.reject(new Error('the test kit makes people itself')),
    });
    auths.set(app, auth);
  }
  return auth;
}
