import type { Tx } from './index.ts'
import { together, type Sql } from './sql.ts'

/**
 * A transaction that keeps writes back, to send them as one statement: for writes whose answers
 * nobody needs and that see nothing of each other.
 */
export type Gathering = Tx & {
  /** Sends what was written until now; what comes after goes by itself. COMMIT waits for all. */
  send(): void
}

export function gather(tx: Tx): Gathering {
  const kept: Sql[] = []
  let written: Promise<unknown> | undefined
  let done!: (written: Promise<unknown>) => void
  const sent = new Promise<unknown>((resolve) => (done = resolve))
  return {
    epoch: tx.epoch,
    onCommit: (callback) => tx.onCommit(callback),
    leave: (other) => tx.leave(other),
    async query<Row>(write: Sql) {
      if (written) return tx.query<Row>(write)
      kept.push(write)
      await sent
      return []
    },
    send() {
      written = kept.length > 0 ? tx.query(together(kept)) : Promise.resolve()
      tx.leave(written)
      done(written)
    },
  }
}
