import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/steps.tsx'
import { useWords } from '../words/index.ts'
import type { Task } from './causes.ts'
import { useTask } from './use-tasks.ts'
import css from './exceptions.module.css'

/** Seldom needed, and it brings the half of an order's page with it. */
const MoveOrder = lazy(() => import('../order/move-order.tsx'))

type Hit = { number: string; group: number }

/** The orders that lose units if nobody finds them, the first to lose first. */
export function HitOrders({ task }: { task: Task }) {
  const { exceptions: said } = useWords()
  const formats = useFormats()
  const { can } = useSession()
  const queries = useQueryClient()
  const [moving, setMoving] = useState<Hit>()
  const { uncovered } = useTask(task.id).data ?? {}
  if (!uncovered || task.closedAt !== null) return null
  const { hit } = said
  const mayMove = can('orders:write') && can('routing:read')
  const done = () => {
    setMoving(undefined)
    void queries.invalidateQueries({ queryKey: ['tasks'] })
  }
  return (
    <Section title={hit.title}>
      <p>{hit.missing(formats.number(uncovered.missing))}</p>
      {uncovered.orders.length === 0 && <p className="quiet">{hit.none}</p>}
      {uncovered.orders.map(({ id, number, group, line, quantity, stays }) => (
        <div key={`${id} ${line}`} className={css['hit']}>
          {can('orders:read') ? (
            <Link to="/orders/$number" params={{ number }}>
              {number}
            </Link>
          ) : (
            <span>{number}</span>
          )}
          <span className="number">{formats.number(quantity)}</span>
          <span className="small">{hit.stays[stays]}</span>
          {mayMove && stays !== 'collected' && (
            <Button
              look="quiet"
              aria-label={hit.moveOf(number)}
              onClick={() => setMoving({ number, group })}
            >
              {hit.move}
            </Button>
          )}
        </div>
      ))}
      {uncovered.orders.length > 1 && <p className="small">{hit.keep}</p>}
      {moving && (
        <Suspense>
          <MoveOrder number={moving.number} group={moving.group} onClose={done} />
        </Suspense>
      )}
    </Section>
  )
}
