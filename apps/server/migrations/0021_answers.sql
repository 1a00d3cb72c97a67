-- Remembered answers are written and read as a whole, and each row is updated once, soon after it was made: text
-- that is only checked, and room beside it, so that the update touches no index.
alter table idempotency_key alter column response type json using response::json;
alter table idempotency_key set (fillfactor = 50);
