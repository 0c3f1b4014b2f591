import { Problem } from '../../lib/api.ts'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Peek } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Money, Moment } from '../../ui/values.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { OrderContext } from '../order/context.ts'
import { TimelineOf } from '../order/timeline.tsx'
import type { Order } from '../order/types.ts'
import { useNames as useOrderNames } from '../order/use-names.ts'
import { useOrder, useWorks } from '../order/use-order.ts'
import { Amounts, Holds, Items, Part } from './peek-parts.tsx'
import { PeekWhy } from './peek-why.tsx'
import { PriorityPill } from './priority-pill.tsx'
import { statusOf } from './states.ts'
import { StatusPill } from './status-pill.tsx'
import type { Names } from './use-names.ts'
import type { OrderRow } from './use-orders.ts'
import css from './peek.module.css'

type Props = {
  id: string
  /** The row of the list, where it is loaded: shown at once. */
  row: OrderRow | undefined
  names: Names
  onStep: (by: 1 | -1) => void
  onClose: () => void
  onWhole: (number: string, act?: 'hold' | 'cancel') => void
}

/** An order at a glance, beside the list. */
export function OrderPeek({ id, row, names, onStep, onClose, onWhole }: Props) {
  const { orders, shell } = useWords()
  const { order, problem: error, again } = useOrder(id)
  const number = order?.number ?? row?.number
  return (
    <Peek
      title={<span className="number">{number ?? shell.list.loading}</span>}
      label={orders.peek.label}
      closeLabel={shell.close}
      stepLabels={{ before: shell.before, after: shell.after }}
      onStep={onStep}
      onClose={onClose}
      {...(number !== undefined && {
        onWhole: { label: shell.whole, act: () => onWhole(number) },
      })}
      actions={order && <Actions order={order} onWhole={onWhole} />}
    >
      {order ? (
        <Glance order={order} row={row} names={names} />
      ) : error instanceof Problem && error.status === 404 ? (
        <Empty icon="package" title={orders.peek.away} />
      ) : error ? (
        <Fault error={error} again={again} />
      ) : (
        <Skeleton label={shell.list.loading} rows={10} />
      )}
    </Peek>
  )
}

/** What happened last; all of it is on the page of the order. */
const EVENTS = 4

function Glance({ order, row, names }: { order: Order } & Pick<Props, 'row' | 'names'>) {
  const isLate = row?.attention === 'late'
  const methods = order.groups.map(({ method }) => method)
  const { order: said, orders } = useWords()
  const { contact, groups } = order
  const orderNames = useOrderNames(order, { you: said.told.you, line: said.told.line })
  const { data: works } = useWorks(order.id)
  const [shownAt] = useState(() => performance.now())
  const city = groups.find(({ shipTo }) => shipTo?.city)?.shipTo?.city
  return (
    <OrderContext value={{ order, names: orderNames, works, shownAt }}>
      <div className={css['head']}>
        <div className="line">
          {isLate && <StatusPill status="late" />}
          <StatusPill status={statusOf({ state: order.state, methods })} />
          <PriorityPill priority={order.priority} />
        </div>
        <p>
          <strong>
            <bdi>{contact.name ?? contact.email ?? '–'}</bdi>
          </strong>
          {city !== undefined && (
            <span className="quiet">
              {' · '}
              <bdi>{city}</bdi>
            </span>
          )}
        </p>
        <p className="quiet">
          <Money amount={order.total} currency={order.currency} /> ·{' '}
          <bdi>{names.channel(order.channel)}</bdi> · <Moment at={order.placedAt} />
        </p>
      </div>
      <Holds />
      <Items />
      <Amounts />
      <PeekWhy />
      <Part title={orders.peek.events}>
        <TimelineOf last={EVENTS} />
      </Part>
    </OrderContext>
  )
}

/** What can be done now; each opens the page of the order, where it is done. */
function Actions({ order, onWhole }: { order: Order; onWhole: Props['onWhole'] }) {
  const { peek } = useWords().orders
  const { can } = useSession()
  const acts = [
    { act: 'release_hold', says: peek.release, opens: undefined },
    { act: 'place_hold', says: peek.hold, opens: 'hold' },
    { act: 'cancel', says: peek.cancel, opens: 'cancel' },
  ] as const
  const possible = acts.filter(({ act }) => can('orders:write') && order.can.includes(act))
  return (
    <>
      <Button look="primary" letter="O" onClick={() => onWhole(order.number)}>
        {peek.open}
      </Button>
      {possible.map(({ act, says, opens }) => (
        <Button key={act} onClick={() => onWhole(order.number, opens)}>
          {says}
        </Button>
      ))}
    </>
  )
}
