import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { useWords } from '../words/index.ts'
import { bulkActs, planOf, type BulkAct } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import type { OrderRow } from './use-orders.ts'
import css from './orders.module.css'

const LOOKS: Record<BulkAct, { icon: IconName; letter: string }> = {
  place_hold: { icon: 'hold', letter: 'H' },
  release_hold: { icon: 'play', letter: 'L' },
  cancel: { icon: 'close', letter: 'C' },
}

/** What can be done with the chosen orders, and with how many of them. */
export function BulkBar(of: { chosen: readonly OrderRow[]; onClear: () => void }) {
  const { chosen, onClear } = of
  const { orders } = useWords()
  const { can } = useSession()
  const [act, setAct] = useState<BulkAct>()
  const plans = bulkActs.map((one) => planOf(one, chosen))
  const possible = can('orders:write') ? plans.filter(({ rows }) => rows.length > 0) : []
  const isFree = act === undefined
  useLetters(
    Object.fromEntries(
      possible.map((plan) => [LOOKS[plan.act].letter.toLowerCase(), () => setAct(plan.act)]),
    ),
    isFree,
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
          onClick={() => setAct(plan.act)}
        >
          {orders.bulk.acts[plan.act](plan.rows.length)}
        </Button>
      ))}
      {possible.length === 0 && <p className="quiet">{orders.bulk.nothing}</p>}
      <Button look="quiet" onClick={onClear}>
        {orders.bulk.clear}
      </Button>
      {act !== undefined && (
        <BulkDialog act={act} chosen={chosen} onClose={() => setAct(undefined)} />
      )}
    </div>
  )
}
