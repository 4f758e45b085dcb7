-- Later looks at the address of a source: how it answered, and whether the words that pages rely on still stand there.
-- A look never changes the stored copy; a changed document is stored as a source of its own.

create table source_check (
  id integer generated always as identity primary key,
  source integer not null references source,
  checked_at timestamptz not null,
  requested_url text not null,
  state text not null check (state in ('alive', 'redirected-same', 'redirected-elsewhere', 'soft-404', 'blocked',
    'redirect-expired', 'gone', 'unreachable', 'invalid')),
  reason text not null check (reason <> ''),
  final_url text,
  http_status integer,
  -- The newer text against the stored one; null when no text came back.
  drift json,
  -- The source that holds the changed document; null when nothing changed.
  newer_source integer references source
);
create index source_check_source on source_check (source, id desc);

create trigger append_only before update or delete on source_check for each row execute function refuse_change();
create trigger append_only_all before truncate on source_check execute function refuse_change();
create trigger announce after insert or update or delete on source_check for each statement execute function announce_change();
