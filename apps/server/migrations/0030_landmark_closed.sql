-- A landmark that was given up: shown nowhere, but the stamps that people collected there stay theirs.
alter table landmark add column closed_at timestamptz;
