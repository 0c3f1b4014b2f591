import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Problem } from '../../lib/api.ts'
import { useAddress } from '../../lib/use-address.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { Actions } from './actions.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { OrderContext } from './context.ts'
import { GroupPanel } from './group.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { Holds, Told } from './head.tsx'
import { MarksDialog } from './marks-dialog.tsx'
import { RerouteDialog } from './reroute-dialog.tsx'
import { Side } from './side.tsx'
import type { Order } from './types.ts'
import { useNames } from './use-names.ts'
import { useOrder, useWorks } from './use-order.ts'
import css from './order.module.css'

/** All about one order: where each unit stands, why, and what can be done. */
export function OrderPage() {
  const { order: said, shell } = useWords()
  const { number = '' }: { number?: string } = useParams({ strict: false })
  const { order, problem, again } = useOrder(number)
  if (order) return <Shown key={order.id} order={order} />
  const isMissing = problem instanceof Problem && problem.status === 404
  return (
    <Screen title={said.title(number)} back={<Back />}>
      {isMissing ? (
        <Empty
          icon="package"
          title={said.missing(number)}
          says={said.missingSays}
          next={<Link to="/orders">{said.back}</Link>}
        />
      ) : problem ? (
        <Fault error={problem} again={again} />
      ) : (
        <div className={css['main']}>
          <Skeleton label={shell.list.loading} rows={12} />
        </div>
      )}
    </Screen>
  )
}

function Back() {
  const { order: said } = useWords()
  return (
    <Link to="/orders" className={css['back']} title={said.back} aria-label={said.back}>
      <Icon name="chevronEnd" />
    </Link>
  )
}

export type Open = 'hold' | 'cancel' | 'reroute' | 'marks' | undefined

/** What the address wants to be done (`act=cancel`), where it can be. */
function askedFor(act: string | undefined, { can }: Order): Open {
  if (act === 'hold' && can.includes('place_hold')) return 'hold'
  return act === 'cancel' && can.includes('cancel') ? 'cancel' : undefined
}

function Shown({ order }: { order: Order }) {
  const { order: said } = useWords()
  const names = useNames(order, { you: said.told.you, line: said.told.line })
  const { data: works } = useWorks(order.id)
  const [{ act }, change] = useAddress()
  const [open, setOpen] = useState<Open>(() => askedFor(act, order))
  const [shownAt] = useState(() => performance.now())
  const close = () => {
    setOpen(undefined)
    if (act !== undefined) change({ act: undefined }, true)
  }
  return (
    <OrderContext value={{ order, names, works, shownAt }}>
      <Screen
        title={order.number}
        back={<Back />}
        tools={<Told />}
        actions={<Actions onOpen={setOpen} isIdle={open === undefined} />}
        notice={<Holds />}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
        <div className={css['page']} tabIndex={0} role="group" aria-label={order.number}>
          <div className={css['columns']}>
            <div className={css['main']}>
              {order.groups.map((group) => (
                <GroupPanel key={group.no} group={group} />
              ))}
            </div>
            <Side onOpen={setOpen} />
          </div>
        </div>
      </Screen>
      {open === 'hold' && <HoldDialog onClose={close} />}
      {open === 'cancel' && <CancelDialog onClose={close} />}
      {open === 'marks' && <MarksDialog onClose={close} />}
      {open === 'reroute' && <RerouteDialog onClose={close} />}
    </OrderContext>
  )
}
