import { startLoop, type Loop } from '../platform/loop.ts'
import type { Platform } from '../platform/module.ts'
import type { PlanBook } from './book.ts'

const EVERY_MS = 5 * 60_000

/** Counts now and then how often locations decline; a decision never waits for it. */
export function startDeclineCount({ log }: Platform, plans: PlanBook): Loop {
  return startLoop({
    name: 'count of declines',
    everyMs: EVERY_MS,
    log,
    async run() {
      await plans.countDeclines()
      return false
    },
  })
}
