import type { Event } from '../../platform/events/index.ts'
import type { Network } from '../../network/index.ts'
import type { StoredDecision } from '../../routing/index.ts'
import type { showOrder } from '../actions/show.ts'
import type { OrderLine } from '../store/read.ts'

/** An order as the API shows it. */
export type Shown = Awaited<ReturnType<typeof showOrder>>

/** All that one page of an order shows. */
export type OrderPage = {
  order: Shown
  lines: readonly OrderLine[]
  decisions: readonly StoredDecision[]
  events: readonly Event[]
  network: Network
}
