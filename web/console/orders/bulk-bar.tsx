import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { useWords } from '../words/index.ts'
import { bulkActs, planOf, type BulkAct, type Plan } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import type { OrderRow } from './use-orders.ts'
import css from './orders.module.css'

const LOOKS: Record<BulkAct, { icon: IconName; letter: string }> = {
  place_hold: { icon: 'hold', letter: 'H' },
  release_hold: { icon: 'play', letter: 'L' },
  cancel: { icon: 'close', letter: 'C' },
}

type Chosen = { chosen: readonly OrderRow[]; onClear: () => void }

/**
 * The bar while orders are chosen, and the dialog until it is closed: what was decided goes on
 * where none of them is in the list any more, as it happens to those that are held or cancelled.
 */
export function Bulk({ chosen, onClear }: Chosen) {
  // Decided on what was chosen when it was asked: rows go on changing underneath.
  const [plan, setPlan] = useState<Plan<OrderRow>>()
  return (
    <>
      {chosen.length > 0 && <BulkBar chosen={chosen} onClear={onClear} onPlan={setPlan} />}
      {plan && <BulkDialog plan={plan} onClose={() => setPlan(undefined)} />}
    </>
  )
}

/** What can be done with the chosen orders, and with how many of them. */
function BulkBar(of: Chosen & { onPlan: (plan: Plan<OrderRow>) => void }) {
  const { chosen, onClear, onPlan } = of
  const { orders } = useWords()
  const { can } = useSession()
  const plans = bulkActs.map((one) => planOf(one, chosen))
  const possible = can('orders:write') ? plans.filter(({ rows }) => rows.length > 0) : []
  useLetters(
    Object.fromEntries(
      possible.map((plan) => [LOOKS[plan.act].letter.toLowerCase(), () => onPlan(plan)]),
    ),
  )
  return (
    <div className={css['bulk']} role="group" aria-label={orders.bulk.label}>
      <p role="status" className={css['bulkSays']}>
        {orders.bulk.chosen(chosen.length)}
      </p>
      {possible.map((plan) => (
        <Button
          key={plan.act}
          icon={LOOKS[plan.act].icon}
          letter={LOOKS[plan.act].letter}
          look={plan.act === 'cancel' ? 'danger' : 'plain'}
          onClick={() => onPlan(plan)}
        >
          {orders.bulk.acts[plan.act](plan.rows.length)}
        </Button>
      ))}
      {possible.length === 0 && <p className="quiet">{orders.bulk.nothing}</p>}
      <Button look="quiet" onClick={onClear}>
        {orders.bulk.clear}
      </Button>
    </div>
  )
}
