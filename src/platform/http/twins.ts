import { Refusal } from '../../lib/refusal.ts'
import type { Answer, RequestKey } from '../idempotency.ts'

/**
 * Joins requests with the same key in this process: the second waits for the first one's answer
 * instead of racing it to the database. With another body it is refused. Counts those that run.
 */
export function createTwins<A extends Answer>(commands: { running: number }) {
  const running = new Map<string, { hash: Buffer; answer: Promise<A> }>()
  return async function join(request: RequestKey, work: () => Promise<A>): Promise<A> {
    const name = `${request.client} ${request.key}`
    const twin = running.get(name)
    if (twin) {
      if (!twin.hash.equals(request.hash)) throw new Refusal('idempotency_key_reused')
      return twin.answer
    }
    const answer = work()
    running.set(name, { hash: request.hash, answer })
    commands.running += 1
    try {
      return await answer
    } finally {
      running.delete(name)
      commands.running -= 1
    }
  }
}
