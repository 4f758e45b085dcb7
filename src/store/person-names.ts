/** Names of the people whom actors name by id. A name is looked up each time, so that taking it out takes it out everywhere. */
import { type RawBuilder, sql } from 'kysely';

/** What an actor is called now: a person by their name, anything else by its own words. The actor is an expression. */
export function personName(actor: RawBuilder<unknown>): RawBuilder<string> {
  // By the primary key: comparing ids made into actors would read the whole table for each.
  return sql<string>`(select coalesce(q.name, act.actor)
    from (select ${actor} as actor) act
    left join person q on q.id = case when act.actor ~ '^person:[0-9a-f-]{36}$' then substr(act.actor, 8)::uuid end)`;
}
