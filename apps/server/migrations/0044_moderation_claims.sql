create index moderation_item_claimed on moderation_item (claimed_by) where claimed_by is not null;
create index moderation_item_escalated on moderation_item (escalated_to) where escalated_to is not null;

-- Takes one item for a reviewer until the transaction ends: none when another has it, or is taking it now.
create function take_moderation_item(palace uuid, item uuid, reviewer uuid, at timestamptz)
returns setof moderation_item language sql volatile as $$
  select * from moderation_item
  where palace_id = palace and id = item and task is not null
    and (claimed_by is null or claimed_until <= at or claimed_by = reviewer)
  for update skip locked
$$;
