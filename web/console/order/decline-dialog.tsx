import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import { rounded } from './goods.ts'
import { Trouble } from './trouble.tsx'
import type { Group, Work } from './types.ts'
import { UnitsField } from './units.tsx'
import { useDecline } from './use-work.ts'
import css from './parts.module.css'

/** The reasons a person may give, each with what it means for the stock there. */
const REASONS = ['not_found', 'damaged', 'too_busy', 'closed', 'cannot_ship', 'other'] as const

/** Why a location cannot send it: what each reason does to the stock stands on its button. */
export function DeclineDialog(of: { work: Work; group: Group; onClose: () => void }) {
  const { work, group, onClose } = of
  const { order: said, shell } = useWords()
  const { names, order } = useOnOrder()
  const { decline, isBusy, problem } = useDecline(work)
  const [units, setUnits] = useState<ReadonlyMap<number, number>>()
  const place = names.place(work.location)
  const lines = work.lines.flatMap(({ no, name, quantity, packed }) => {
    const most = rounded(quantity - packed)
    const unit = order.lines.find((line) => line.no === no)?.unit ?? 'piece'
    return most > 0 ? [{ no, name, unit, most }] : []
  })
  const isEmpty = units !== undefined && units.size === 0
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={said.decline.title(place)}
      says={group.pickupLocation === null ? said.decline.says(place) : said.decline.saysPickup}
      actions={<Button onClick={onClose}>{shell.cancel}</Button>}
    >
      <UnitsField label={said.decline.which} {...{ lines, units }} onChange={setUnits} />
      <div className={css['reasons']}>
        {REASONS.map((reason) => (
          <button
            key={reason}
            type="button"
            className={css['reason']}
            disabled={isBusy || isEmpty}
            onClick={() => void decline(reason, units).then((done) => done && onClose())}
          >
            <strong>{said.decline.reasons[reason][0]}</strong>
            <span className="small">{said.decline.reasons[reason][1]}</span>
          </button>
        ))}
      </div>
      <Trouble problem={problem} />
    </Dialog>
  )
}
