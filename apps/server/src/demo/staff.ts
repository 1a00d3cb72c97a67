import type { PalaceRole } from '@wengong/contract';
import { YARD } from './allotments.ts';
import { DAY, later } from './calendar.ts';
import { inventName } from './names.ts';
import { addPerson, demoPhone, type PeopleContext } from './people.ts';
import { Seed } from './seed.ts';

/** One person of a palace for each role. */
export type Staff = Readonly<Record<PalaceRole, string>>;

export const ROLES: readonly PalaceRole[] = ['editor', 'reviewer', 'front_desk', 'coordinator', 'director'];

/** Numbers of staff and officers, after those of the workers. */
const FIRST_STAFF_NUMBER = 9001;

export interface Account {
  readonly who: string;
  readonly whoEn: string;
  readonly account: string;
  /** Whose: a palace's role, or an officer of a union. */
  readonly palace?: { readonly slug: string; readonly role: PalaceRole };
  readonly union?: string;
}

/** Accounts that are told on the sign-in page; all share one password and one second-factor secret. */
export const ACCOUNTS: readonly Account[] = [
  {
    who: '南通 · 前台',
    whoEn: 'Nantong: front desk',
    account: 'nantong.desk',
    palace: { slug: 'nantong', role: 'front_desk' },
  },
  {
    who: '南通 · 活动编辑',
    whoEn: 'Nantong: programme editor',
    account: 'nantong.editor',
    palace: { slug: 'nantong', role: 'editor' },
  },
  {
    who: '南通 · 审核员',
    whoEn: 'Nantong: reviewer',
    account: 'nantong.reviewer',
    palace: { slug: 'nantong', role: 'reviewer' },
  },
  {
    who: '南通 · 馆长',
    whoEn: 'Nantong: director',
    account: 'nantong.director',
    palace: { slug: 'nantong', role: 'director' },
  },
  {
    who: '哈尔滨 · 馆长',
    whoEn: 'Harbin: director',
    account: 'harbin.director',
    palace: { slug: 'harbin', role: 'director' },
  },
  {
    who: '成都 · 审核员',
    whoEn: 'Chengdu: reviewer',
    account: 'chengdu.reviewer',
    palace: { slug: 'chengdu', role: 'reviewer' },
  },
  {
    who: '青岛 · 馆长',
    whoEn: 'Qingdao: director',
    account: 'qingdao.director',
    palace: { slug: 'qingdao', role: 'director' },
  },
  {
    who: '江苏省总工会干部',
    whoEn: 'Officer of Jiangsu province',
    account: 'jiangsu.officer',
    union: 'cn.js',
  },
  {
    who: '长江口船舶重工工会干部',
    whoEn: 'Officer of an enterprise union (shipyard)',
    account: 'shipyard.officer',
    union: YARD,
  },
  { who: '全国总工会干部', whoEn: 'National officer', account: 'national.officer', union: 'cn' },
];

export interface StaffPerson {
  readonly personId: string;
  /** As people type it. */
  readonly phone: string;
  readonly account: string | null;
}

/** Makes the staff of palaces and the two officers: nobody else may attest, review or admit. */
export class Personnel {
  readonly people: StaffPerson[] = [];
  readonly #seed = new Seed('staff');
  readonly #joined: Date;
  readonly #context: Pick<PeopleContext, 'calendar' | 'keys' | 'rows'>;
  #number = FIRST_STAFF_NUMBER;

  constructor(context: Pick<PeopleContext, 'calendar' | 'keys' | 'rows'>) {
    this.#context = context;
    this.#joined = later(context.calendar.now, -430 * DAY);
  }

  officer(unionPath: string, unionId: string): string {
    const account = ACCOUNTS.find((each) => each.union === unionPath)?.account ?? null;
    const personId = this.#add(account);
    this.#context.rows.add('union_role', {
      union_id: unionId,
      person_id: personId,
      role: 'officer',
      granted_at: this.#joined,
    });
    return personId;
  }

  staffOf(slug: string, palaceId: string, grantedBy: string): Staff {
    const entries = ROLES.map((role) => {
      const known = ACCOUNTS.find((each) => each.palace?.slug === slug && each.palace.role === role);
      const personId = this.#add(known?.account ?? null);
      this.#context.rows.add('palace_role', {
        palace_id: palaceId,
        person_id: personId,
        role,
        granted_by: grantedBy,
        granted_at: this.#joined,
      });
      return [role, personId] as const;
    });
    return Object.fromEntries(entries) as Record<PalaceRole, string>;
  }

  #add(account: string | null): string {
    const personId = this.#seed.id(this.#joined);
    const phone = demoPhone(this.#number);
    this.#number += 1;
    addPerson(this.#context, { id: personId, phone, name: inventName(this.#seed), joined: this.#joined });
    this.people.push({ personId, phone, account });
    return personId;
  }
}
