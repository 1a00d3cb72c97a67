/**
 * What a person can claim about themselves, as parts of SQL over a row `p` of `person` and `w`, the purposes whose
 * use they withdrew. Membership and categories are used unless their use was withdrawn.
 */
export const WITHDRAWN_PURPOSES = `select array(
    select c.purpose from consent c where c.person_id = p.id
    group by c.purpose having bool_and(c.withdrawn_at is not null)) as purposes offset 0`;

/** Last day of the membership in use; null without one. */
export const MEMBER_UNTIL = `(select m.valid_until from membership m
    where m.person_id = p.id and not w.purposes @> array['membership'])`;

/** Attested categories in use. */
export const CATEGORIES = `array(select c.category from attested_category c
    where c.phone_hash = p.phone_hash and not w.purposes @> array['categories'] order by c.category)`;

/** Unions that the person is a member of on `today`, an SQL expression, and those above them. */
export const memberOf = (today: string) => `array(
    select distinct above.id from union_node own join union_node above on above.path @> own.path
    where not w.purposes @> array['membership'] and own.id in (
      select m.union_id from membership m where m.person_id = p.id and m.valid_until >= ${today}::date
      union select e.union_id from union_roster_entry e
        where e.phone_hash = p.phone_hash and e.valid_until >= ${today}::date))`;
