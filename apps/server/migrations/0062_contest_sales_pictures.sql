-- Pictures that prove a report of sales: three at most, seen by who reported and by who decides, and the same for good once
-- the report is decided. Their files lie in the storage under proofs/<id>/.
alter table contest_sales add column erased_at timestamptz;

create table contest_sales_picture (
  palace_id uuid not null,
  report_id uuid not null,
  position smallint not null constraint contest_sales_picture_three check (position between 1 and 3),
  id uuid not null,
  -- Of the file as it was sent: sent twice, it is one picture.
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  added_at timestamptz not null,
  constraint contest_sales_picture_place primary key (palace_id, report_id, position),
  unique (palace_id, id),
  constraint contest_sales_picture_once unique (palace_id, report_id, sha256),
  foreign key (palace_id, report_id) references contest_sales (palace_id, id)
);

-- Holds the report, so that a decision and other pictures come before or after. Only erasure takes a decided report's
-- pictures away. A new one gets the first free place; the fourth finds none and fails its check.
create function contest_sales_picture_open() returns trigger language plpgsql as $$
declare
  report contest_sales;
begin
  select * into report from contest_sales
    where palace_id = coalesce(new.palace_id, old.palace_id) and id = coalesce(new.report_id, old.report_id)
    for no key update;
  if tg_op = 'DELETE' then
    if report.state <> 'waiting' and report.erased_at is null then
      raise exception 'report % is decided', report.id
        using errcode = 'check_violation', constraint = 'contest_sales_picture_open';
    end if;
    return old;
  end if;
  if report.state <> 'waiting' or report.erased_at is not null then
    raise exception 'report % is decided', report.id
      using errcode = 'check_violation', constraint = 'contest_sales_picture_open';
  end if;
  new.position := coalesce((
    select min(free) from generate_series(1, 3) free where not exists (
      select from contest_sales_picture there
      where there.palace_id = new.palace_id and there.report_id = new.report_id and there.position = free)), 4);
  return new;
end $$;
create trigger contest_sales_picture_open before insert or delete on contest_sales_picture
  for each row execute function contest_sales_picture_open();
create trigger contest_sales_picture_stays before update on contest_sales_picture
  for each row execute function refuse_change();
