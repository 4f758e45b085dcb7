-- Research runs: what was asked, each attempt at each step and how it ended, everything asked of services that cost
-- something, and the log. All of it is appended; `run_state` and `run_step` are the rows that move.

create table run_batch (
  number integer generated always as identity primary key,
  topic text not null references topic,
  -- As domain/run.ts describes it; its budget is that of the whole batch.
  request json not null,
  -- Runs of the batch that are worked at the same time.
  concurrency integer not null check (concurrency between 1 and 100),
  requested_by text not null check (requested_by <> ''),
  requested_at timestamptz not null
);

-- A batch that was stopped: the budget is gone, or somebody cancelled it.
create table run_batch_stop (
  batch integer primary key references run_batch,
  reason text not null check (reason in ('budget', 'cancelled')),
  words text not null check (words <> ''),
  actor text not null check (actor <> ''),
  stopped_at timestamptz not null
);

create table run (
  number integer generated always as identity primary key,
  jurisdiction text not null references jurisdiction,
  topic text not null references topic,
  analyst text not null check (analyst in ('extractive', 'model')),
  request json not null,
  batch integer references run_batch,
  requested_by text not null check (requested_by <> ''),
  requested_at timestamptz not null
);
create index run_cell on run (jurisdiction, topic, number desc);
create index run_batch_number on run (batch, number) where batch is not null;

create table run_state (
  run integer primary key references run,
  batch integer references run_batch,
  -- By its steps; see runStateOf in domain/run.ts.
  state text not null check (state in
    ('Blocked', 'Ready', 'Running', 'Completed', 'Completed with findings', 'Abstained', 'Failed', 'Cancelled')),
  -- False while a run of a batch waits for its turn.
  is_sent boolean not null,
  -- Who asked for it to stop, and when; a step that runs stops at its next safe point.
  cancelled_by text check (cancelled_by <> ''),
  cancelled_at timestamptz,
  -- The draft it made, or the version that said exactly the same before.
  version uuid references analysis_version,
  first_begun_at timestamptz,
  ended_at timestamptz,
  changed_at timestamptz not null,
  check ((cancelled_by is null) = (cancelled_at is null)),
  -- Completed means that a verified draft exists; nothing else does.
  check (state not in ('Completed', 'Completed with findings') or version is not null)
);
create index run_state_waiting on run_state (batch, run) where not is_sent;
create index run_state_state on run_state (state, run desc);

create table run_step (
  run integer not null references run,
  step text not null check (step in ('base-research', 'comparison-analysis', 'blended-synthesis')),
  state text not null check (state in
    ('Blocked', 'Ready', 'Running', 'Completed', 'Completed with findings', 'Abstained', 'Failed', 'Cancelled')),
  -- Number of the attempt that runs or was the last; 0 before the first.
  attempt integer not null check (attempt >= 0),
  -- Who works on it; whoever has lost it to another cannot end it.
  claim uuid,
  reason text,
  changed_at timestamptz not null,
  primary key (run, step),
  check ((claim is not null) = (state = 'Running'))
);

create table run_attempt (
  run integer not null,
  step text not null,
  attempt integer not null check (attempt >= 1),
  -- Each claim of the same attempt begins it again after a crash.
  claim uuid not null,
  worker text not null,
  started_at timestamptz not null,
  primary key (run, step, attempt, claim),
  foreign key (run, step) references run_step
);

create table run_result (
  run integer not null,
  step text not null,
  attempt integer not null check (attempt >= 1),
  state text not null check (state in ('Completed', 'Completed with findings', 'Abstained', 'Failed', 'Cancelled')),
  reason text,
  output json,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  primary key (run, step, attempt),
  foreign key (run, step) references run_step
);

-- Written before the question is sent and completed once: a question without an answer counts as its reserve.
create table run_exchange (
  id uuid primary key,
  run integer not null,
  step text not null,
  attempt integer not null check (attempt >= 1),
  kind text not null check (kind in ('model', 'search')),
  service text not null check (service <> ''),
  purpose text not null check (purpose <> ''),
  request_hash sha256_hex not null,
  request json not null,
  state text not null check (state in ('asked', 'answered', 'failed')),
  reserved_tokens integer check (reserved_tokens >= 0),
  reserved_cost_micros integer check (reserved_cost_micros >= 0),
  http_status integer,
  response text,
  fault text,
  message text,
  input_tokens integer check (input_tokens >= 0),
  output_tokens integer check (output_tokens >= 0),
  cost_micros integer check (cost_micros >= 0),
  -- The exchange whose answer was used again; then nothing was sent and nothing charged.
  reused uuid references run_exchange,
  asked_at timestamptz not null,
  answered_at timestamptz,
  foreign key (run, step) references run_step,
  check ((state = 'asked') = (answered_at is null)),
  check ((state = 'failed') = (fault is not null)),
  check (reused is null or (state = 'answered' and coalesce(cost_micros, 0) = 0))
);
create index run_exchange_run on run_exchange (run, asked_at);
create index run_exchange_known on run_exchange (request_hash) where state = 'answered' and reused is null;

create function guard_run_exchange() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or old.state <> 'asked' or new.state = 'asked'
     or (new.id, new.run, new.step, new.attempt, new.kind, new.service, new.purpose, new.request_hash, new.asked_at)
        is distinct from
        (old.id, old.run, old.step, old.attempt, old.kind, old.service, old.purpose, old.request_hash, old.asked_at)
     or new.request::text <> old.request::text then
    raise exception 'an exchange is completed once and kept: % is refused', lower(tg_op)
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger guard before update or delete on run_exchange for each row execute function guard_run_exchange();
create trigger guard_all before truncate on run_exchange for each statement execute function refuse_change();

create table run_log (
  id integer generated always as identity primary key,
  run integer not null references run,
  step text not null,
  attempt integer not null check (attempt >= 1),
  level text not null check (level in ('info', 'warning')),
  message text not null check (message <> ''),
  at timestamptz not null
);
create index run_log_run on run_log (run, id);

-- Which run is behind a version. Null for a run of another installation, of which an export tells.
alter table version_cause
  add column run integer references run,
  add check (run is null or kind = 'run');
create index version_cause_run on version_cause (run) where run is not null;

do $$
declare name text;
begin
  foreach name in array array['run_batch', 'run_batch_stop', 'run', 'run_attempt', 'run_result', 'run_log'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', name);
    execute format('create trigger append_only_all before truncate on %I execute function refuse_change()', name);
  end loop;
end $$;

-- Tells whoever looks at a run that it moved. A channel of its own: pages that readers have cached are not concerned.
create function announce_run() returns trigger language plpgsql as $$
begin
  perform pg_notify('regatlas_runs', new.run::text);
  return null;
end $$;
create trigger announce after insert or update on run_step for each row execute function announce_run();
create trigger announce after insert or update on run_state for each row execute function announce_run();
create trigger announce after insert on run_log for each row execute function announce_run();
