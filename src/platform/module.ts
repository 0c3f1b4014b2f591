import type { Clock } from './clock.ts'
import type { Commands } from './commands.ts'
import type { Config } from './config.ts'
import type { ConnectionConfig, Database, Queryable } from './db/index.ts'
import type { Sql } from './db/sql.ts'
import type { EventWatch } from './events/watch.ts'
import type { Route } from './http/route.ts'
import type { Log } from './log.ts'
import type { Wake } from './wake.ts'

/** What every module is given: the world, already open. */
export type Platform = {
  db: Database
  /**
   * Reads what is kept in memory, over connections of its own: who asks for that may hold one of
   * the others, and would wait for one that nobody gives back.
   */
  books: Queryable
  clock: Clock
  wake: Wake
  events: EventWatch
  log: Log
  config: Config
  commands: Commands
  /** How the database is reached: for threads, which have connections of their own. */
  connection: ConnectionConfig
}

/** What a process mounts of a module. */
export type Module = {
  name: string
  routes: readonly Route[]
  /** Starts the module's background work; resolves when it is ready to serve. */
  start?: () => Promise<Stoppable[]>
  /** Ends at once, at a stop, what would not end by itself: answers that go on. */
  hangUp?: () => void
}

export type Stoppable = { stop(): Promise<void> }

/** An invariant as one query that returns no rows while it holds (RELIABILITY.md section 3). */
export type Check = {
  /** `I5` and so on; a letter follows where one invariant needs several queries. */
  id: string
  says: string
  query: Sql
}
