import type { Answer } from '../../lib/api.ts'
import type { Tone } from '../../ui/pill.tsx'

export type OrderState = Answer<'/v1/orders/{id}', 'get'>['state']

const TONES: Record<OrderState, Tone> = {
  on_hold: 'attention',
  waiting_for_stock: 'attention',
  allocated: 'moving',
  released: 'moving',
  picked: 'moving',
  packed: 'moving',
  fulfilled: 'done',
  returned: 'neutral',
  cancelled: 'neutral',
}

/** What a state of an order asks of who reads it, and the key of its word. */
export function orderStateOf(state: OrderState): { tone: Tone; key: OrderState } {
  return { tone: TONES[state], key: state }
}
