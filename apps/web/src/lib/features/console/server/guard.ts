import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import { getPalace, type PalaceDetail, type PalaceRole } from '@wengong/contract';
import { roleNames } from '#lib/features/console/roles.ts';
import { mayOpen, type Section, type SectionKey, sections } from '#lib/features/console/sections.ts';
import type { Place } from '#lib/i18n/format.ts';
import type { Lang } from '#lib/i18n/lang.ts';
import { defineMessages } from '#lib/i18n/messages.ts';
import type { Actor } from '#lib/server/actor.ts';

type Visit = Pick<RequestEvent, 'locals' | 'url'>;
/** Somebody signed in, with a role and a second factor. */
export type Staff = Actor & { person: NonNullable<Actor['person']> };

/** The palace a console page works in, as this member of the staff sees it. */
export interface Desk {
  palace: PalaceDetail;
  /** Roles held in this palace; empty for an officer who looks in from above. */
  roles: PalaceRole[];
  staff: Staff;
  /** The reader's language and the palace's clock. */
  place: Place;
}

const refusals = defineMessages({
  zh: {
    noRole: '工作台只对文宫工作人员和工会干部开放。请用工作账号登录，或请馆长为您添加角色。',
    weak: '本次登录没有做二次验证。请用工作账号登录，并输入动态验证码。',
    role: (roles: string) => `此页需要以下角色之一：${roles}。需要时请联系本馆馆长开通。`,
    elsewhere: '您在这个文宫没有角色。请从左上角切换到您任职的文宫。',
    officer: '工会干部在文宫里只看数据、内容审核和人员。请回工作台，从总览里选文宫。',
    page: '可能是网址不完整，或者功能已经移到别处。请从菜单里另选一页。',
  },
  en: {
    noRole:
      'The console is for palace staff and union officers. Sign in with a staff account, or ask a director for a role.',
    weak: 'This sign-in was made without a second factor. Sign in with your staff account and enter the one-time code.',
    role: (roles: string) =>
      `This page needs one of these roles: ${roles}. Ask the director of your palace if you need it.`,
    elsewhere: 'You hold no role in this palace. Change to a palace you work for at the top left.',
    officer:
      'Officers of a union see the figures, the moderation and the staff of a palace. Go back to the desk and choose the palace there.',
    page: 'The address may be incomplete, or the page may have moved. Choose another from the menu.',
  },
});

/** Lets staff with a second factor through; sends others to the sign-in or tells them what is missing. */
export async function requireStaff({ locals, url }: Visit): Promise<Staff> {
  const actor = await locals.actor();
  const { person } = actor;
  const words = refusals[locals.preferences.lang];
  if (!person) redirect(303, `/console/sign-in?back=${encodeURIComponent(url.pathname + url.search)}`);
  if (actor.palaceRoles.length + actor.unionRoles.length === 0) {
    error(403, { message: words.noRole, code: 'no-role' });
  }
  if (!actor.strong) error(403, { message: words.weak, code: 'second-factor-required' });
  return { ...actor, person };
}

/** Lets those through who may open `section` of the palace named in the address; says which roles it needs. */
export async function requireDesk(
  event: Visit & { params: { palace: string } },
  section: SectionKey,
): Promise<Desk> {
  const staff = await requireStaff(event);
  const { locals, params } = event;
  const { lang } = locals.preferences;
  const palace = await locals.api.load(getPalace, { params: { slug: params.palace } });
  const roles = staff.palaceRoles.filter((held) => held.palaceId === palace.id).map((held) => held.role);
  const rule: Section = sections[section];
  // Whether an officer's union is above this palace only the API knows: it answers the page's own calls.
  const asOfficer = rule.officers === true && staff.unionRoles.length > 0;
  if (!mayOpen(section, roles) && !asOfficer) {
    // Who works in no palace has none to change to.
    if (staff.palaceRoles.length === 0) error(403, { message: refusals[lang].officer, code: 'role-missing' });
    refuse(lang, rule.roles, roles.length > 0);
  }
  return { palace, roles, staff, place: { lang, timeZone: palace.timeZone } };
}

/** For pages of a section that fewer roles may open than the section itself. */
export function requireRole({ roles, place }: Desk, needed: readonly PalaceRole[]): void {
  if (!roles.some((role) => needed.includes(role))) refuse(place.lang, needed, true);
}

function refuse(lang: Lang, needed: readonly PalaceRole[], worksHere: boolean): never {
  const names = needed.map((role) => roleNames[lang][role]).join(lang === 'zh' ? '、' : ', ');
  const words = refusals[lang];
  error(403, { message: worksHere ? words.role(names) : words.elsewhere, code: 'role-missing' });
}

/** For addresses of the console that no page has. */
export function noSuchPage(lang: Lang): never {
  error(404, { message: refusals[lang].page, code: 'page_not_found' });
}

/** Whether one of `roles` serves people at the desk: books, cancels, admits for them. */
export const mayServe = (roles: readonly PalaceRole[]): boolean =>
  roles.some((role) => role === 'front_desk' || role === 'coordinator' || role === 'director');
