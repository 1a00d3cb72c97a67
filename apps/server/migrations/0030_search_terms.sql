-- What titles are made of, as it is typed in Latin letters: pinyin of Chinese words, and foreign words. Mistyped words
-- are compared with it. It only grows; what is no longer on the lists leads to a search that finds nothing.
create table search_term (
  term text primary key check (term ~ '^[a-z]{4,40}$'),
  said text not null check (length(said) between 1 and 40)
);
create index search_term_shape on search_term (left(term, 1), length(term));
