import { Refusal } from '../../lib/refusal.ts'
import type { Database, Tx } from '../db/index.ts'
import { lockKeys, saveAnswers, type Answer, type RequestKey } from '../idempotency.ts'

const PATIENCE_MS = 2000
const LOOK_AGAIN_MS = 50

/**
 * Runs a command once per idempotency key: the answer is stored in the transaction of the work, so
 * either both are there or neither. A key that another process works on is waited for, 2 s at most.
 */
export async function runOnce<A extends Answer>(
  db: Database,
  request: RequestKey,
  now: Temporal.Instant,
  work: (tx: Tx) => Promise<A>,
): Promise<A | Answer> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const answer = await db.transaction(async (tx) => {
      const [state] = await lockKeys(tx, [request])
      if (state!.is === 'answered') return state!.answer
      if (state!.is === 'reused') throw state!.refusal
      if (state!.is === 'elsewhere') return undefined
      const done = await work(tx)
      await saveAnswers(tx, [{ request, answer: { status: done.status, body: done.body } }], now)
      return done
    })
    if (answer) return answer
    if (performance.now() > until) throw new Refusal('idempotency_key_in_use', { retryAfter: 1 })
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
