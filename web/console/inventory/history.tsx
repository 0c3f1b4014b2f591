import { Link } from '@tanstack/react-router'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Timeline, type Happening } from '../../ui/steps.tsx'
import { Ago } from '../../ui/values.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { actorOf, changesIn, isLate, reasonOf, type Movement } from './movements.ts'
import { usePlaces } from './use-places.ts'
import { useMovements, usePeople } from './use-stock.ts'
import css from './inventory.module.css'

/** What happened to the stock of a SKU, the newest first. */
export function History({ sku, limit }: { sku: string; limit: number }) {
  const { inventory: said, shell } = useWords()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useMovements(
    sku,
    limit,
  )
  const happeningOf = useHappenings()
  if (error) return <Fault error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={4} label={shell.list.loading} />
  const movements = data.pages.flatMap(({ items }) => items)
  if (movements.length === 0) return <p className="quiet">{said.noMovements}</p>
  return (
    <>
      <Timeline label={said.movements} happenings={movements.map(happeningOf)} />
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {said.moreMovements}
          </Button>
        </div>
      )}
    </>
  )
}

const LOST = new Set(['damage', 'hold_lost', 'found_missing'])

function useHappenings(): (movement: Movement) => Happening {
  const { inventory: said } = useWords()
  const { me, formats } = useSession()
  const { nameOf } = usePlaces()
  const people = usePeople()
  const signs = new Intl.NumberFormat(formats.language, { signDisplay: 'exceptZero' })
  return (movement) => {
    const { id, actor, location, occurredAt, reason, reference, order } = movement
    const who = actorOf(actor, { me: me.id, people, said })
    return {
      id,
      says: reasonOf(movement, said),
      by: [nameOf(location), who, reference].filter(Boolean).join(' · '),
      at: <Ago at={occurredAt} />,
      tone: LOST.has(reason) ? 'attention' : undefined,
      more: (
        <p className={`number ${css['more']}`}>
          {changesIn(movement, (value) => signs.format(value), said)}
          {order !== null && <OrderLink order={order} />}
          {isLate(movement) && (
            <span className="quiet">
              {said.learnt} <Ago at={movement.recordedAt} />
            </span>
          )}
        </p>
      ),
    }
  }
}

function OrderLink({ order }: { order: string }) {
  const { inventory: said } = useWords()
  const { can } = useSession()
  if (!can('orders:read')) return null
  return (
    <Link to="/orders/$number" params={{ number: order }}>
      {said.order}
    </Link>
  )
}
