import type { Log } from '../log.ts'
import { startLoop, type Loop } from '../loop.ts'
import type { Wake } from '../wake.ts'
import { advance, type Cursor } from './index.ts'

/** Rows of a log past a cursor: how many were read, and where the last one stands. */
export type Chunk = { count: number; last: Cursor | undefined }

/**
 * Follows a log for the memory of one process, from a cursor kept in memory. Rows may come that the
 * process knows already (its own commits, what its snapshot showed): `apply` goes by version or is
 * idempotent otherwise.
 */
export function startTail<Read extends Chunk>(options: {
  name: string
  wake: Wake
  log: Log
  from: Cursor
  epoch: () => number
  read: (cursor: Cursor, limit: number) => Promise<Read>
  apply: (read: Read) => Promise<void> | void
}): Loop & { cursor: () => Cursor } {
  const limit = 1000
  let cursor = options.from
  const loop = startLoop({
    name: `tail ${options.name}`,
    everyMs: 500,
    // A process applies its own commits at once; others' may be so late. Reading after every single
    // commit would cost more than the commits.
    leastMs: 50,
    log: options.log,
    async run() {
      const read = await options.read(cursor, limit)
      if (read.last) await options.apply(read)
      cursor = advance(cursor, read.last ? [read.last] : [], options.epoch())
      return read.count === limit
    },
  })
  const forget = options.wake.listen(() => loop.wake())
  return {
    cursor: () => cursor,
    wake: loop.wake,
    async stop() {
      forget()
      await loop.stop()
    },
  }
}
