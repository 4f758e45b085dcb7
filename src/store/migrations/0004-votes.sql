-- Votes of optional voters, apart from the verification that they speak of: nothing of it reads them.

create table vote (
  id integer generated always as identity primary key,
  -- Over voter, model, parameters, prompt, schema and input: the same question is asked once.
  request_hash sha256_hex not null unique,
  voter text not null check (voter in ('model', 'nli')),
  model text not null check (model <> ''),
  parameters json not null,
  prompt_version text,
  schema_hash sha256_hex,
  input_hash sha256_hex not null,
  verdict text not null check (verdict in ('supported', 'partially-supported', 'contradicted', 'not-addressed')),
  score double precision check (score between 0 and 1),
  rationale text,
  -- Positions in the passages that were shown.
  passages integer[] not null,
  -- The answer as it came over the wire.
  raw text not null,
  input_tokens integer check (input_tokens >= 0),
  output_tokens integer check (output_tokens >= 0),
  duration_ms integer not null check (duration_ms >= 0),
  voted_at timestamptz not null
);

create index vote_input on vote (input_hash);

-- A vote on a sentence of a verification, by its position in the report; one vote may serve many.
create table sentence_vote (
  verification integer not null references verification,
  sentence integer not null check (sentence >= 0),
  vote integer not null references vote,
  cast_at timestamptz not null,
  primary key (verification, sentence, vote)
);

-- Answers that were none, kept as they came.
create table vote_fault (
  id integer generated always as identity primary key,
  verification integer not null references verification,
  sentence integer not null check (sentence >= 0),
  voter text not null check (voter in ('model', 'nli')),
  model text not null,
  fault text not null check (fault in
    ('invalid-answer', 'refused', 'timed-out', 'rate-limited', 'cut-off', 'failed')),
  message text not null,
  retry_after_seconds integer check (retry_after_seconds >= 0),
  raw text,
  failed_at timestamptz not null
);
create index vote_fault_verification on vote_fault (verification);

do $$
declare name text;
begin
  foreach name in array array['vote', 'sentence_vote', 'vote_fault'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', name);
    execute format('create trigger append_only_all before truncate on %I execute function refuse_change()', name);
  end loop;
end $$;

create trigger announce after insert or update or delete on sentence_vote
  for each statement execute function announce_change();
