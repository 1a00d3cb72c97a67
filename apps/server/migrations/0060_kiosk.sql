-- A screen in a palace's hall is a device as a door is: set up with a one-time code, listed and shut out beside them.
alter table door_device
  add column kind text not null default 'door' check (kind in ('door', 'kiosk')),
  -- When somebody last took a place in a waiting room at this kiosk.
  add column place_taken_at timestamptz,
  add constraint door_device_takes_no_place check (kind = 'kiosk' or place_taken_at is null);
alter table door_provisioning
  add column kind text not null default 'door' check (kind in ('door', 'kiosk'));

-- Whether a kiosk may give out a place without the work that others do for it: while it is in use, one in ten seconds.
-- Two who ask at once take turns on its row, and the second finds the first's.
create function take_kiosk_turn(palace uuid, kiosk uuid, moment timestamptz) returns boolean
language sql volatile as $$
  with turn as (
    update door_device set place_taken_at = moment
    where palace_id = palace and id = kiosk and kind = 'kiosk' and revoked_at is null
      and (place_taken_at is null or place_taken_at <= moment - interval '10 seconds')
    returning id
  )
  select exists (select from turn);
$$;
