-- Reviews by people with accounts: what they are about, what they rest on, the discussion, the outcome, and the gate
-- that heeds them. All of it is appended; `review_state` is the one row that moves, kept by triggers.

alter table review
  add column person uuid references person,
  -- What the person was when they wrote it.
  add column person_role text check (person_role in ('contributor', 'analyst', 'editor', 'admin')),
  add column severity text check (severity in ('critical', 'major', 'minor')),
  -- As domain/review.ts describes it; null: the whole version.
  add column target json,
  add column proposed_text text check (proposed_text <> ''),
  add column evidence json not null default '[]',
  add check ((person is null) = (person_role is null)),
  add check (severity is null or kind = 'Challenge'),
  add check (proposed_text is null or kind = 'Refinement');

create table review_comment (
  id uuid primary key,
  review uuid not null references review,
  -- Null where the words were imported: then nobody vouches for the name.
  person uuid references person,
  author text not null check (author <> ''),
  -- An answer speaks for the editors.
  kind text not null check (kind in ('comment', 'answer')),
  text text not null check (text <> ''),
  written_at timestamptz not null
);
create index review_comment_review on review_comment (review, written_at);

create table review_outcome (
  review uuid primary key references review,
  outcome text not null check (outcome in ('accepted', 'rejected', 'withdrawn')),
  reason text not null check (reason <> ''),
  actor text not null check (actor <> ''),
  decided_at timestamptz not null,
  -- Null where it was decided elsewhere; the actor is then a name that nobody vouches for.
  person uuid references person
);

-- Who is to look at it; the newest row counts, and null takes the assignment back.
create table review_assignment (
  id integer generated always as identity primary key,
  review uuid not null references review,
  assignee uuid references person,
  assigned_by text not null check (assigned_by <> ''),
  assigned_at timestamptz not null
);
create index review_assignment_review on review_assignment (review);

-- Where a review of an earlier version stands on a later one. Written with the later version.
create table review_anchor (
  review uuid not null references review,
  version uuid not null references analysis_version,
  state text not null check (state in ('anchored', 'outdated')),
  target json,
  primary key (review, version)
);
create index review_anchor_version on review_anchor (version);

-- What a version was made from, and why: each cause is a review, a source, or words.
create table version_lineage (
  version uuid primary key references analysis_version,
  based_on uuid references analysis_version,
  note text check (note <> '')
);

create table version_cause (
  version uuid not null references analysis_version,
  position integer not null check (position >= 0),
  kind text not null check (kind in ('review', 'source', 'edit', 'run')),
  review uuid references review,
  source integer references source,
  note text,
  primary key (version, position),
  check ((kind = 'review') = (review is not null)),
  check ((kind = 'source') = (source is not null))
);
create index version_cause_review on version_cause (review) where review is not null;

-- The queue reads this: ten thousand open ones must cost an index scan.
create table review_state (
  review uuid primary key references review,
  version uuid not null references analysis_version,
  analysis integer not null references analysis,
  version_number integer not null,
  kind text not null,
  origin text not null,
  state text not null check (state in ('open', 'accepted', 'rejected', 'withdrawn')),
  -- 2 critical, 1 major, 0 minor. A Challenge without a severity of its own counts as major.
  weight integer not null check (weight between 0 and 2),
  person uuid references person,
  assignee uuid references person,
  submitted_at timestamptz not null
);
-- An Approval asks nobody to do anything, so the queue leaves it out.
create index review_state_queue on review_state (state, weight desc, submitted_at, review) where kind <> 'Approval';
create index review_state_free on review_state (state, weight desc, submitted_at, review)
  where kind <> 'Approval' and assignee is null;
create index review_state_assignee on review_state (assignee, state, weight desc, submitted_at, review) where kind <> 'Approval';
create index review_state_person on review_state (person, state, weight desc, submitted_at, review);
create index review_state_analysis on review_state (analysis, version_number);

create function start_review_state() returns trigger language plpgsql as $$
begin
  insert into review_state (review, version, analysis, version_number, kind, origin, state, weight, person, submitted_at)
  select new.id, new.version, v.analysis, v.number, new.kind, new.origin, 'open',
         case coalesce(new.severity, case when new.kind = 'Challenge' then 'major' else 'minor' end)
           when 'critical' then 2 when 'major' then 1 else 0 end,
         new.person, new.submitted_at
    from analysis_version v where v.id = new.version;
  return null;
end $$;
create trigger start_state after insert on review for each row execute function start_review_state();

insert into review_state (review, version, analysis, version_number, kind, origin, state, weight, submitted_at)
select r.id, r.version, v.analysis, v.number, r.kind, r.origin, 'open',
       case when r.kind = 'Challenge' then 1 else 0 end, r.submitted_at
  from review r join analysis_version v on v.id = r.version;

create function end_review_state() returns trigger language plpgsql as $$
begin
  update review_state set state = new.outcome where review = new.review and state = 'open';
  if not found then
    raise exception 'the review has its outcome already' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger end_state after insert on review_outcome for each row execute function end_review_state();

create function assign_review_state() returns trigger language plpgsql as $$
begin
  update review_state set assignee = new.assignee where review = new.review;
  return null;
end $$;
create trigger assign_state after insert on review_assignment for each row execute function assign_review_state();

-- A challenge stands against a version when it was raised on it or on an earlier one whose words are still there, until
-- it was rejected, withdrawn, or accepted and mended by this version or one before it. The system looks at every version
-- anew, so what it opened on another one does not carry over.
create function is_standing(r review_state, v analysis_version) returns boolean language sql stable as $$
  select r.kind = 'Challenge' and r.analysis = v.analysis and r.state in ('open', 'accepted')
     and (r.version = v.id or (r.origin <> 'system' and r.version_number < v.number
           and not exists (select from review_anchor a
                            where a.review = r.review and a.version = v.id and a.state = 'outdated')))
     and not (r.state = 'accepted' and exists (
           select from version_cause c join analysis_version m on m.id = c.version
            where c.review = r.review and m.number <= v.number))
$$;

-- Publication rests on an Approval of exactly this version by an editor who is not its author.
alter table publication add column approval uuid references review;

-- Who made a version is the actor of its first move, which the gate and every page ask for.
create index stage_move_version on stage_move (version, id);

create or replace function guard_version_state() returns trigger language plpgsql as $$
begin
  if tg_op in ('DELETE', 'TRUNCATE') then
    raise exception 'a version keeps its state' using errcode = 'restrict_violation';
  end if;
  if not exists (select from analysis_version v
                 where v.id = new.version and v.jurisdiction = new.jurisdiction and v.topic = new.topic) then
    raise exception 'the state must name the cell of its version' using errcode = 'check_violation';
  end if;
  if tg_op = 'INSERT' then
    if new.stage <> 'Draft' then
      raise exception 'every version starts as a Draft' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if new.version <> old.version then
    raise exception 'a state belongs to one version' using errcode = 'restrict_violation';
  end if;
  if new.stage <> old.stage then
    if (old.stage, new.stage) not in (
      ('Draft', 'In review'), ('Draft', 'Withdrawn'),
      ('In review', 'Draft'), ('In review', 'Live'), ('In review', 'Withdrawn'),
      ('Live', 'Archived'), ('Live', 'Withdrawn')) then
      raise exception 'no move from % to %', old.stage, new.stage using errcode = 'check_violation';
    end if;
    if new.stage = 'Live' and not exists (
      select from publication p
        join verification r on r.id = p.verification
        join analysis_version v on v.id = p.version
        join review a on a.id = p.approval
        join review_state s on s.review = a.id
      where p.version = new.version
        and p.content_hash = v.content_hash
        and p.verification = new.verification
        and (r.evidence_state = 'verified' or v.status = 'Unknown')
        and a.version = p.version and a.kind = 'Approval' and a.target is null and s.state <> 'withdrawn'
        and a.person_role in ('editor', 'admin')
        and 'person:' || a.person = p.approved_by
        and (p.override_reason is not null
             or (r.critical_findings = 0
                 and not exists (select from review_state c where c.weight = 2 and is_standing(c, v))
                 -- Going back to an older version is a decision of its own.
                 and not exists (select from analysis_version l join version_state ls on ls.version = l.id
                                  where l.analysis = v.analysis and l.number > v.number
                                    and ls.stage in ('Live', 'Archived'))))) then
      raise exception 'not approved for publication: it needs a status that rests on a stored source, no open critical finding or challenge (or an override with its reason), and an approval of exactly this version'
        using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;

do $$
declare name text;
begin
  foreach name in array array['review_comment', 'review_outcome', 'review_assignment', 'review_anchor',
    'version_lineage', 'version_cause'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', name);
    execute format('create trigger append_only_all before truncate on %I execute function refuse_change()', name);
    execute format('create trigger announce after insert on %I for each statement execute function announce_change()', name);
  end loop;
end $$;
