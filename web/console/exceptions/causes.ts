import type { Item } from '../../lib/api.ts'
import type { Tone } from '../../ui/pill.tsx'
import type { ExceptionWords } from './words.en.ts'

export type Task = Item<'/v1/tasks'>

type Cause = keyof ExceptionWords['causes']

const TONES: Record<Cause, Tone> = {
  shortage: 'critical',
  stock_uncovered: 'critical',
  not_accepted: 'attention',
  late_at_location: 'critical',
  shipped_on_hold: 'attention',
  cancellation_too_late: 'attention',
  fact_not_applied: 'attention',
  work_stuck: 'critical',
}

/** How bad it is. */
export function toneOf({ cause }: Task): Tone {
  return cause in TONES ? TONES[cause as Cause] : 'attention'
}

/** What happened and what to do, in the reader's language; as the server says it if unknown. */
export function saidOf(task: Task, { causes }: ExceptionWords): { name: string; next: string } {
  if (task.cause in causes) return causes[task.cause as Cause]
  return { name: task.summary, next: task.nextStep }
}

/** Where the next step is taken: the order, else the stock of a SKU. */
export function placeOf(task: Task): { kind: 'order' | 'stock'; to: string } | undefined {
  if (task.order) {
    return {
      kind: 'order',
      to: `/orders/${encodeURIComponent(task.order.number ?? task.order.id)}`,
    }
  }
  return undefined
}
