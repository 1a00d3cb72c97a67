-- What a rush writes and remembers (ADR 7).

-- An outbox row holds up to 500 events of one type for one subscriber: those of one transaction.
alter table outbox rename column payload to payloads;
update outbox set payloads = jsonb_build_array(payloads);
alter table outbox add constraint outbox_payloads_array check (jsonb_typeof(payloads) = 'array');
