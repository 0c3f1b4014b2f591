import { useState } from 'react'
import { useWords } from '../words/index.ts'
import { OrderContext } from './context.ts'
import { RerouteDialog } from './reroute-dialog.tsx'
import type { Order } from './types.ts'
import { useNames } from './use-names.ts'
import { useOrder, useWorks } from './use-order.ts'

type Props = { number: string; group: number; onClose: () => void }

/** Another place for one delivery of an order, asked for from outside of the order's page. */
export default function MoveOrder({ number, ...rest }: Props) {
  const { order } = useOrder(number)
  return order && <Dialog order={order} {...rest} />
}

function Dialog({ order, group, onClose }: Omit<Props, 'number'> & { order: Order }) {
  const { order: said } = useWords()
  const names = useNames(order, { you: said.told.you, line: said.told.line })
  const { data: works } = useWorks(order.id)
  const [shownAt] = useState(() => performance.now())
  return (
    <OrderContext value={{ order, names, works, shownAt }}>
      <RerouteDialog group={group} onClose={onClose} />
    </OrderContext>
  )
}
