import { createContext, useContext } from 'react'
import type { Order, Work } from './types.ts'
import type { OrderNames } from './use-names.ts'

/** The order that is shown, and what its parts need to know of it. */
export type OnOrder = {
  order: Order
  names: OrderNames
  /** Undefined while they load, and for who may not see them. */
  works: readonly Work[] | undefined
  /** When it was first shown (performance.now). */
  shownAt: number
}

export const OrderContext = createContext<OnOrder | undefined>(undefined)

export function useOnOrder(): OnOrder {
  const on = useContext(OrderContext)
  if (!on) throw new Error('outside of an order')
  return on
}
