import type { Answer, Item } from '../../lib/api.ts'
import type { Tone } from '../../ui/pill.tsx'

export type OrderState = Item<'/v1/orders'>['state']
export type LineState = Answer<'/v1/orders/{id}', 'get'>['lines'][number]['state']
export type Method = Answer<'/v1/orders/{id}', 'get'>['groups'][number]['method']

/** What a status says beyond the states of the API: late, and handed over instead of sent. */
export type Status = OrderState | 'late' | 'collected'

/** What each asks of who reads it. Its words are in `words.*.ts`. */
export const tones: Record<Status, Tone> = {
  on_hold: 'attention',
  waiting_for_stock: 'attention',
  waiting_for_receipt: 'waiting',
  late: 'critical',
  allocated: 'moving',
  released: 'moving',
  picked: 'moving',
  packed: 'moving',
  fulfilled: 'done',
  collected: 'done',
  returned: 'neutral',
  cancelled: 'neutral',
}

/** Ways of delivery in which the customer comes. */
const COLLECTED = new Set(['click_and_collect', 'reserve_and_collect', 'curbside'])

/** The one status of an order in a list: that it is late says more than where it stands. */
export function statusOf(order: {
  state: OrderState
  attention?: string | null
  methods?: readonly string[]
}): Status {
  if (order.attention === 'late') return 'late'
  const { state, methods = [] } = order
  const isCollected = methods.length > 0 && methods.every((method) => COLLECTED.has(method))
  return state === 'fulfilled' && isCollected ? 'collected' : state
}
